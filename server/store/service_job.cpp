// Requests as JSON, and the jobs that carry them.
#include "server/store/service_job.h"

#include "shared/wire/reader.h"
#include "shared/wire/writer.h"

namespace satchel::server {
namespace {

std::string subject_of(std::string_view item_id) { return "order_item:" + std::string(item_id); }

std::string encode_service_job(const ServiceJob& job) {
  JsonWriter out;
  out.begin_object();
  out.key("request");
  out.raw(encode_service_request(job.request));
  out.field("welcome", job.welcome);
  out.end_object();
  return out.take();
}

ServiceRequest read_service_request(ObjectReader& in) {
  ServiceRequest request;
  request.act = in.word<ServiceAct>("act");
  request.remote_id = in.optional_text("remote_id");
  request.order_id = in.optional_text("order_id");
  request.item_id = in.optional_text("item_id");
  request.product = in.optional_text("product");
  request.quantity = in.number("quantity");
  request.server = in.optional_text("server");
  request.username = in.optional_text("username");
  request.password = in.optional_text("password");
  request.domain = in.optional_text("domain");
  request.customer_name = in.optional_text("customer_name");
  request.customer_email = in.optional_text("customer_email");
  return request;
}

JobKind kind_of_act(ServiceAct act) {
  const bool domain = act == ServiceAct::register_domain || act == ServiceAct::renew_domain;
  return domain ? JobKind::registrar : JobKind::provisioning;
}

/// Whether the other side said no, or was never asked: then nothing can have been made.
Result<bool> made_nothing(Transaction& tx, const Job& job) {
  if (job.attempts == 0) return true;
  const auto attempts = SATCHEL_TRY(list_job_attempts(tx, job.id));
  return !attempts.empty() && attempts.back().outcome == JobVerdict::give_up;
}

/// What is made again after it was ended is another thing: its number goes into the key.
Result<void> add_service_job(const ServerWrite& write, const ServiceJob& wanted) {
  const ServiceRequest& request = wanted.request;
  const Rows rows = SATCHEL_TRY(
      write.tx.query("SELECT COUNT(*) FROM job WHERE subject = $1", subject_of(request.item_id)));
  SATCHEL_TRY(
      add_job(write, {.kind = kind_of_act(request.act),
                      .subject = subject_of(request.item_id),
                      .payload = encode_service_job(wanted),
                      .idempotency_key = std::string(to_text(request.act)) + ":" + request.item_id +
                                         ":" + std::to_string(rows[0].number(0) + 1)}));
  return {};
}

}  // namespace

std::string encode_service_request(const ServiceRequest& request) {
  JsonWriter out;
  out.begin_object();
  out.field("act", request.act);
  const auto text = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) out.field(name, value);
  };
  text("remote_id", request.remote_id);
  text("order_id", request.order_id);
  text("item_id", request.item_id);
  text("product", request.product);
  out.field("quantity", request.quantity);
  text("server", request.server);
  text("username", request.username);
  text("password", request.password);
  text("domain", request.domain);
  text("customer_name", request.customer_name);
  text("customer_email", request.customer_email);
  out.end_object();
  return out.take();
}

Result<ServiceJob> parse_service_job(std::string_view payload) {
  return read_document(payload, Strictness::strict, [](ObjectReader& in) {
    ServiceJob job;
    in.object("request",
              [&](ObjectReader& request) { job.request = read_service_request(request); });
    job.welcome = in.flag("welcome");
    return job;
  });
}

Result<std::optional<Job>> find_service_job(Transaction& tx, const OrderItemId& item) {
  auto jobs = SATCHEL_TRY(list_jobs(tx, {.subject = subject_of(item.text())}, 1));
  if (jobs.empty()) return std::optional<Job>();
  return std::optional<Job>(std::move(jobs.front()));
}

bool is_making(const Job& job) {
  return job.idempotency_key.starts_with("create:") || job.idempotency_key.starts_with("register:");
}

Result<void> ask_to_make(const ServerWrite& write, const ServiceJob& wanted, Wording wording) {
  const auto item = OrderItemId::parse(wanted.request.item_id).value_or(OrderItemId());
  const auto latest = SATCHEL_TRY(find_service_job(write.tx, item));
  if (!latest || !is_making(*latest)) return add_service_job(write, wanted);
  if (latest->state != JobState::given_up) return {};
  const bool unsent = latest->attempts == 0;  // Its words are gone.
  const bool reworded =
      wording == Wording::as_given && SATCHEL_TRY(made_nothing(write.tx, *latest));
  if (unsent || reworded) return add_service_job(write, wanted);
  SATCHEL_TRY(retry_job(write, latest->id));
  return {};
}

Result<void> ask_no_more(const ServerWrite& write, const OrderItemId& item) {
  return write.tx.run(R"sql(
    UPDATE job SET state = 'given_up', payload = '{}', last_error = 'The order was stopped.',
      finished_at_ms = $2
    WHERE subject = $1 AND state = 'waiting' AND attempts = 0
      AND (idempotency_key LIKE 'create:%' OR idempotency_key LIKE 'register:%')
  )sql",
                      subject_of(item.text()), write.now);
}

Result<void> ask_to_end(const ServerWrite& write, const ServiceRequest& request) {
  const auto item = OrderItemId::parse(request.item_id).value_or(OrderItemId());
  const auto latest = SATCHEL_TRY(find_service_job(write.tx, item));
  if (!latest || is_making(*latest)) return add_service_job(write, {request});
  if (latest->state == JobState::given_up) SATCHEL_TRY(retry_job(write, latest->id));
  return {};
}

}  // namespace satchel::server
