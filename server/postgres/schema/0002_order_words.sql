-- An order is found by more than it was: its site's number, what its items were given, its payments
-- and its invoices. The program, which has the words, writes those of all orders again.

DELETE FROM order_word;
