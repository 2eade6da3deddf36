// Reads and writes the tables of dunning.
#include "shared/store/dunning_store.h"

namespace satchel {

Result<DunningLadder> load_ladder(Transaction& tx) {
  DunningLadder ladder;
  for (const Row& row : SATCHEL_TRY(tx.query(R"sql(
    SELECT days_after_due, act, title, text FROM dunning_step ORDER BY days_after_due,
      CASE act WHEN 'reminder' THEN 0 WHEN 'hold' THEN 1 WHEN 'suspend' THEN 2 ELSE 3 END
  )sql"))) {
    ladder.push_back({row.number(0), row.word<DunningAct>(1), row.text(2), row.text(3)});
  }
  return ladder;
}

Result<void> save_ladder(Transaction& tx, const DunningLadder& ladder) {
  SATCHEL_TRY(tx.run("DELETE FROM dunning_step"));
  for (const DunningStep& step : ladder) {
    SATCHEL_TRY(tx.run(
        "INSERT INTO dunning_step (days_after_due, act, title, text) VALUES ($1, $2, $3, $4)",
        step.days_after_due, step.act, step.title, step.text));
  }
  return {};
}

Result<AccountControls> load_controls(Transaction& tx, const AccountId& id) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT no_invoicing, no_dunning, manual_pay, dunning_held_until FROM account_control
    WHERE account_id = $1
  )sql",
                                         id));
  if (rows.empty()) return AccountControls();
  const Row& row = rows.front();
  return AccountControls{row.number(0) != 0, row.number(1) != 0, row.number(2) != 0,
                         row.optional_day(3)};
}

Result<void> save_controls(Transaction& tx, const AccountId& id, const AccountControls& controls) {
  return tx.run(R"sql(
    INSERT INTO account_control
      (account_id, no_invoicing, no_dunning, manual_pay, dunning_held_until)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (account_id) DO UPDATE SET no_invoicing = excluded.no_invoicing,
      no_dunning = excluded.no_dunning, manual_pay = excluded.manual_pay,
      dunning_held_until = excluded.dunning_held_until
  )sql",
                id, controls.no_invoicing, controls.no_dunning, controls.manual_pay,
                controls.dunning_held_until);
}

Result<std::vector<InvoiceId>> load_overdue(Transaction& tx, const OverdueQuery& query) {
  std::vector<InvoiceId> overdue;
  for (const Row& row : SATCHEL_TRY(tx.query(R"sql(
    SELECT id FROM invoice
    WHERE state = 'posted' AND kind = 'invoice' AND on_hold = 0 AND due_date < $1
      AND total_minor - paid_minor - credited_minor - written_off_minor > 0
      AND (due_date, id) > ($2, $3)
      AND NOT EXISTS (
        SELECT 1 FROM invoice_line l JOIN sales_order o ON o.id = l.order_id
        WHERE l.invoice_id = invoice.id AND o.lifecycle = 'fraud')
    ORDER BY due_date, id LIMIT $4
  )sql",
                                             query.today, query.after_due.value_or(date(1, 1, 1)),
                                             query.after_id, query.count_max))) {
    overdue.push_back(row.id<InvoiceId>(0));
  }
  return overdue;
}

Result<std::vector<TakenStep>> load_taken_steps(Transaction& tx, const InvoiceId& id) {
  std::vector<TakenStep> taken;
  for (const Row& row : SATCHEL_TRY(tx.query(R"sql(
    SELECT days_after_due, act, done_on FROM dunning_event WHERE invoice_id = $1
    ORDER BY done_on, days_after_due,
      CASE act WHEN 'reminder' THEN 0 WHEN 'hold' THEN 1 WHEN 'suspend' THEN 2 ELSE 3 END
  )sql",
                                             id))) {
    taken.push_back({row.number(0), row.word<DunningAct>(1), row.day(2)});
  }
  return taken;
}

Result<void> forget_taken_steps(Transaction& tx, const InvoiceId& id) {
  return tx.run("DELETE FROM dunning_event WHERE invoice_id = $1", id);
}

Result<void> add_taken_step(Transaction& tx, const Invoice& invoice, const DunningStep& step,
                            Date done_on) {
  return tx.run(R"sql(
    INSERT INTO dunning_event (invoice_id, days_after_due, act, account_id, done_on)
    VALUES ($1, $2, $3, $4, $5)
  )sql",
                invoice.id, step.days_after_due, step.act, invoice.account_id, done_on);
}

Result<bool> owes_what_was_dunned(Transaction& tx, const AccountId& id) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT 1 FROM dunning_event e JOIN invoice i ON i.id = e.invoice_id
    WHERE e.account_id = $1 AND e.act IN ('hold', 'suspend') AND i.state = 'posted'
      AND i.total_minor - i.paid_minor - i.credited_minor - i.written_off_minor > 0 LIMIT 1
  )sql",
                                         id));
  return !rows.empty();
}

Result<void> begin_dunning_hold(Transaction& tx, const AccountId& id, Date since) {
  return tx.run(R"sql(
    INSERT INTO dunning_hold (account_id, since) VALUES ($1, $2)
    ON CONFLICT (account_id, since) DO UPDATE SET until = NULL
  )sql",
                id, since);
}

Result<bool> end_dunning_hold(Transaction& tx, const AccountId& id, Date until) {
  const Rows ended = SATCHEL_TRY(tx.query(R"sql(
    UPDATE dunning_hold SET until = $2 WHERE account_id = $1 AND until IS NULL
    RETURNING account_id
  )sql",
                                          id, until));
  return !ended.empty();
}

Result<void> suspend_subscriptions(Transaction& tx, const AccountId& id, Date since,
                                   const std::string& reason) {
  return tx.run(R"sql(
    INSERT INTO subscription_suspension (subscription_id, since, reason, account_id)
    SELECT s.id, CAST($2 AS TEXT), CAST($3 AS TEXT), s.account_id FROM subscription s
    WHERE s.account_id = $1 AND s.state <> 'ended'
      AND NOT EXISTS (SELECT 1 FROM subscription_suspension p
                      WHERE p.subscription_id = s.id AND p.until IS NULL)
    ON CONFLICT (subscription_id, since) DO UPDATE SET until = NULL, reason = excluded.reason
  )sql",
                id, since, reason);
}

Result<void> end_suspensions(Transaction& tx, const AccountId& id, Date until) {
  return tx.run(
      "UPDATE subscription_suspension SET until = $2 WHERE account_id = $1 AND until IS NULL", id,
      until);
}

Result<std::vector<Suspension>> load_suspensions(Transaction& tx, const AccountId& id) {
  std::vector<Suspension> suspensions;
  for (const Row& row : SATCHEL_TRY(tx.query(R"sql(
    SELECT subscription_id, since, until, reason FROM subscription_suspension
    WHERE account_id = $1 ORDER BY since DESC, subscription_id
  )sql",
                                             id))) {
    suspensions.push_back(
        {row.id<SubscriptionId>(0), row.day(1), row.optional_day(2), row.text(3)});
  }
  return suspensions;
}

}  // namespace satchel
