-- Receipts are about what was ordered: an order that is changed and placed again gets another one.

-- A receipt's subject is the order and, after a slash, the digest of the document.
UPDATE issued_document
SET subject_id = subject_id || '/' || (
  SELECT o.document_digest FROM sales_order o WHERE o.id = issued_document.subject_id)
WHERE kind = 'receipt'
  AND EXISTS (SELECT 1 FROM sales_order o WHERE o.id = issued_document.subject_id);
