/* The floor of the bill run's bench: reads the accounts and their charges and writes an invoice with
 * its lines for each, by prepared statements in one transaction. It checks, derives and explains
 * nothing; no program that bills can be faster.
 *   bill_run_floor FILE
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static sqlite3* database;

static void stop(const char* what) {
  fprintf(stderr, "%s: %s\n", what, sqlite3_errmsg(database));
  exit(1);
}

static void run(const char* sql) {
  if (sqlite3_exec(database, sql, NULL, NULL, NULL) != SQLITE_OK) stop(sql);
}

static sqlite3_stmt* prepare(const char* sql) {
  sqlite3_stmt* statement = NULL;
  if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK) stop(sql);
  return statement;
}

static void step(sqlite3_stmt* statement) {
  if (sqlite3_step(statement) != SQLITE_DONE) stop("insert");
  sqlite3_reset(statement);
}

static void text(sqlite3_stmt* statement, int at, const char* words) {
  sqlite3_bind_text(statement, at, words, -1, SQLITE_TRANSIENT);
}

static const char* column(sqlite3_stmt* row, int at) {
  return (const char*)sqlite3_column_text(row, at);
}

struct invoice {
  char id[40];
  char account[40];
  char name[256];
  long long number;
  long long account_number;
  long long net;
  long long tax;
};

static void id_of(char* id, const char* kind, long long number) {
  snprintf(id, 40, "%.8s-%04llx-7000-8000-%012llx", kind, number & 0xffff, number);
}

static void write_line(sqlite3_stmt* line, sqlite3_stmt* row, struct invoice* invoice,
                       int position) {
  const long long quantity = sqlite3_column_int64(row, 8);
  const double price = atof(column(row, 9));
  const int flat = strcmp(column(row, 7), "flat") == 0;
  const long long amount = (long long)(price * 100 * (double)(flat ? 1 : quantity) + 0.5);
  const long long tax = (amount * sqlite3_column_int64(row, 10) + 500000) / 1000000;
  char id[40];
  id_of(id, "0192f0c2", invoice->number * 8 + position);
  text(line, 1, id);
  text(line, 2, invoice->id);
  sqlite3_bind_int64(line, 3, position);
  text(line, 4, column(row, 3));
  text(line, 5, column(row, 4));
  sqlite3_bind_int64(line, 6, sqlite3_column_int64(row, 5));
  text(line, 7, column(row, 6));
  text(line, 8, column(row, 11));
  sqlite3_bind_int64(line, 9, quantity);
  text(line, 10, column(row, 9));
  sqlite3_bind_int64(line, 11, amount);
  sqlite3_bind_int64(line, 12, sqlite3_column_int64(row, 10));
  sqlite3_bind_int64(line, 13, tax);
  text(line, 14, column(row, 7));
  text(line, 15, column(row, 12));
  step(line);
  invoice->net += amount;
  invoice->tax += tax;
}

static void write_invoice(sqlite3_stmt* head, const struct invoice* invoice) {
  text(head, 1, invoice->id);
  sqlite3_bind_int64(head, 2, invoice->number);
  text(head, 3, invoice->account);
  sqlite3_bind_int64(head, 4, invoice->account_number);
  text(head, 5, invoice->name);
  sqlite3_bind_int64(head, 6, invoice->net);
  sqlite3_bind_int64(head, 7, invoice->tax);
  sqlite3_bind_int64(head, 8, invoice->net + invoice->tax);
  step(head);
}

int main(int count, char** arguments) {
  if (count < 2 || sqlite3_open(arguments[1], &database) != SQLITE_OK) stop("open");
  run("PRAGMA journal_mode = WAL");
  run("PRAGMA synchronous = FULL");
  run("BEGIN IMMEDIATE");
  sqlite3_stmt* rows = prepare(
      "SELECT a.id, a.number, a.company_name || a.last_name, c.id, c.order_id, c.order_number,"
      " c.order_item_id, c.model, c.quantity, c.unit_price, c.tax_ppm, c.name, c.terms"
      " FROM account a JOIN billable_charge c ON c.account_id = a.id ORDER BY a.id, c.starts_on");
  sqlite3_stmt* head = prepare(
      "INSERT INTO invoice (id, version, number, state, account_id, account_number, bill_to_name,"
      " bill_to_address, bill_run_id, through_date, invoice_date, due_date, currency, total_minor,"
      " sort_number, kind, on_hold, order_id, credits_invoice_id, net_minor, tax_minor, paid_minor,"
      " credited_minor) VALUES (?1, 1, ?2, 'posted', ?3, ?4, ?5, '1 Main Street, Berlin',"
      " '0192f0c0-0000-7000-8000-000000000001', '2027-01-01', '2027-01-01', '2027-01-31', 'USD',"
      " ?8, ?2, 'invoice', 0, '', '', ?6, ?7, 0, 0)");
  sqlite3_stmt* line = prepare(
      "INSERT INTO invoice_line (id, invoice_id, position, charge_id, order_id, order_number,"
      " order_item_id, name, period_start, period_end, quantity, unit_price, discount_ppm,"
      " days_billed, days_in_period, price_book_version, amount_minor, tax_ppm, tax_minor, kind,"
      " model, terms, usage_units) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, '2026-12-01',"
      " '2027-01-01', ?9, ?10, 0, 31, 31, 1, ?11, ?12, ?13, 'recurring', ?14, ?15, '')");
  struct invoice invoice = {.number = 0};
  int position = 0;
  while (sqlite3_step(rows) == SQLITE_ROW) {
    if (strcmp(invoice.account, column(rows, 0)) != 0) {
      if (invoice.number > 0) write_invoice(head, &invoice);
      invoice.number += 1;
      id_of(invoice.id, "0192f0c1", invoice.number);
      snprintf(invoice.account, sizeof invoice.account, "%s", column(rows, 0));
      snprintf(invoice.name, sizeof invoice.name, "%s", column(rows, 2));
      invoice.account_number = sqlite3_column_int64(rows, 1);
      invoice.net = invoice.tax = 0;
      position = 0;
    }
    write_line(line, rows, &invoice, position);
    position += 1;
  }
  if (invoice.number > 0) write_invoice(head, &invoice);
  sqlite3_finalize(rows);
  run("COMMIT");
  printf("%lld invoices\n", invoice.number);
  return 0;
}
