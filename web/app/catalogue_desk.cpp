// Asks the server about the catalogue and the settings, and takes in what it answers.
#include "web/app/catalogue_desk.h"

#include "shared/base/text.h"
#include "shared/domain/access/permission.h"
#include "shared/wire/aggregate_wire.h"
#include "shared/wire/session_message.h"

namespace satchel::web {
namespace {

constexpr const char* catalogue_draft_path = "/v1/price-book-draft";
constexpr const char* versions_path = "/v1/price-books";

bool succeeded(const FetchReply& reply) { return reply.status >= 200 && reply.status < 300; }

/// What went wrong, with the fields it is about, a line each.
std::string words_of_refusal(const FetchReply& reply) {
  if (reply.status == 0) return "The server cannot be reached. Nothing was changed; try again.";
  const auto problem = parse_problem(reply.body);
  if (!problem) return "The server answered with status " + std::to_string(reply.status) + ".";
  std::string words = problem->detail.empty() ? problem->title : problem->detail;
  for (const FieldProblem& field : problem->fields) {
    words += "\n" + field.field + ": " + std::string(describe(field.reason));
  }
  return words;
}

}  // namespace

bool CatalogueDesk::has(Place place) {
  return place == Place::catalogue || place == Place::settings;
}

void CatalogueDesk::clear() {
  asking_.forget();
  catalogue_ = {};
  draft_ = {};
  settings_ = {};
  settings_draft_ = {};
}

void CatalogueDesk::enter(Place place, satchel::Role role) {
  catalogue_.error.clear();
  settings_.error.clear();
  catalogue_.may_edit = may(role, Permission::catalogue_edit);
  if (place == Place::settings) settings_draft_ = {};
  if (place != Place::catalogue || !catalogue_.may_edit) return;
  const FetchRequest request{.method = "GET", .path = catalogue_draft_path};
  asking_.ask(request, Asked{Ask::show, {}});
}

Result<void> CatalogueDesk::load(Transaction& tx, Date today, const Organisation& organisation) {
  settings_.organisation = organisation;
  return load_catalogue(tx, today, catalogue_);
}

void CatalogueDesk::draw(Place place, bool online, Commands& out) {
  const char* why = online ? "" : "You are offline. This is changed on the server.";
  catalogue_.why_off = why;
  settings_.why_off = why;
  if (place == Place::catalogue) draw_catalogue(catalogue_, draft_, out);
  if (place == Place::settings) draw_settings(settings_, settings_draft_, out);
}

void CatalogueDesk::send(std::string doing, FetchRequest request, Asked asked) {
  const bool settings = asked.ask == Ask::settings;
  (settings ? settings_.doing : catalogue_.doing) = std::move(doing);
  (settings ? settings_.error : catalogue_.error).clear();
  request.idempotency_key = make_uuid({host_.now_ms()}, random_);
  asking_.ask(request, std::move(asked));
}

/// 0 without a draft.
std::int64_t CatalogueDesk::revision() const {
  return catalogue_.draft ? catalogue_.draft->revision : 0;
}

std::string CatalogueDesk::revision_body() const {
  JsonWriter out;
  out.begin_object();
  out.field("revision", revision());
  out.end_object();
  return out.take();
}

void CatalogueDesk::perform(const CatalogueWish& wish) {
  const std::string path = catalogue_draft_path;
  if (std::holds_alternative<OpenCatalogueDraft>(wish)) {
    return send("Opening the draft …", {.path = path}, {Ask::edit, {}});
  }
  if (const auto* product = std::get_if<SaveProduct>(&wish)) return save_product(*product);
  if (const auto* product = std::get_if<RemoveProduct>(&wish)) {
    return send(
        "Removing …",
        {.path = path + "/products/" + product->id.text() + "/remove", .body = revision_body()},
        {Ask::product, "Product removed from the draft"});
  }
  if (std::holds_alternative<DiscardCatalogueDraft>(wish)) {
    return send("Discarding …", {.path = path + "/discard", .body = revision_body()},
                {Ask::gone, "Draft discarded"});
  }
  if (const auto* settings = std::get_if<SaveSettings>(&wish)) return save_settings(*settings);
  if (const auto* publication = std::get_if<PublishCatalogue>(&wish)) return publish(*publication);
  perform_version(wish);
}

void CatalogueDesk::publish(const PublishCatalogue& wish) {
  JsonWriter out;
  out.begin_object();
  out.field("revision", revision());
  out.field("name", wish.name);
  out.field("valid_from", wish.valid_from);
  out.field("valid_until", wish.valid_until);
  out.end_object();
  send("Publishing …", {.path = std::string(catalogue_draft_path) + "/publish", .body = out.take()},
       {Ask::published, "Catalogue published"});
}

void CatalogueDesk::perform_version(const CatalogueWish& wish) {
  if (std::holds_alternative<LoadVersions>(wish)) return load_versions();
  if (const auto* withdrawn = std::get_if<WithdrawVersion>(&wish)) {
    return send("Withdrawing …",
                {.path = versions_path + ("/" + std::to_string(withdrawn->version)) + "/withdraw"},
                {Ask::withdrawn, "Version withdrawn"});
  }
  if (const auto* file = std::get_if<ExportCatalogue>(&wish)) return export_book(*file);
  if (std::holds_alternative<ExportVersions>(wish)) {
    return save("catalogue-versions.csv", "text/csv", export_versions(catalogue_));
  }
  host_.pick_file(".csv,.json");
}

void CatalogueDesk::load_versions() {
  send("Asking the server …", {.method = "GET", .path = versions_path}, {Ask::versions, {}});
}

void CatalogueDesk::save(const std::string& name, std::string_view type, std::string_view bytes) {
  host_.save_file(name, type, bytes);
  kit_.toast("Saved as " + name);
}

/// The draft is here already; only its CSV is the server's to write.
void CatalogueDesk::export_book(const ExportCatalogue& wish) {
  const bool draft = wish.version == 0;
  const std::string number = std::to_string(wish.version);
  std::string name = draft ? "catalogue-draft" : "catalogue-" + number;
  name += wish.csv ? ".csv" : ".json";
  if (draft && !wish.csv && catalogue_.draft) {
    return save(name, "application/json", to_json(catalogue_.draft->book));
  }
  std::string path = draft ? catalogue_draft_path : versions_path + ("/" + number);
  if (wish.csv) path += "?format=csv";
  send("Asking for the file …", {.method = "GET", .path = std::move(path), .timeout_ms = 300'000},
       {Ask::file, {}, name});
}

void CatalogueDesk::import_file(const PickedFile& file) {
  catalogue_.error.clear();
  if (file.bytes_total > picked_bytes_max) {
    catalogue_.error = file.name + " is larger than 8 MB; no catalogue is. Nothing was imported.";
    return;
  }
  JsonWriter out;
  out.begin_object();
  out.field("revision", revision());
  if (file.name.ends_with(".json")) {
    const auto book = parse_price_book(file.bytes);
    if (!book) {
      catalogue_.error = file.name + " is no catalogue: " + book.error().message;
      return;
    }
    out.key("book");
    encode(out, *book);
  } else if (is_clean_utf8(file.bytes)) {
    out.field("csv", file.bytes);
  } else {
    catalogue_.error = file.name + " is not UTF-8. Save it as \"CSV UTF-8\", then import it again.";
    return;
  }
  out.end_object();
  send("Importing " + file.name + " …",
       {.method = "PUT", .path = catalogue_draft_path, .body = out.take(), .timeout_ms = 300'000},
       {Ask::product, file.name + " is in the draft"});
}

void CatalogueDesk::save_product(const SaveProduct& wish) {
  Product product = wish.product;
  const Timestamp now{host_.now_ms()};
  if (product.id.empty()) product.id = ProductId::make(now, random_);
  for (Plan& plan : product.plans) {
    if (plan.id.empty()) plan.id = PlanId::make(now, random_);
    for (Charge& charge : plan.charges) {
      if (charge.id.empty()) charge.id = ChargeId::make(now, random_);
    }
  }
  JsonWriter out;
  out.begin_object();
  out.field("revision", revision());
  out.key("product");
  encode(out, product);
  out.end_object();
  draft_.selected = product.id;
  send(
      "Saving …",
      {.method = "PUT", .path = std::string(catalogue_draft_path) + "/product", .body = out.take()},
      {Ask::product, "Product saved in the draft"});
}

void CatalogueDesk::save_settings(const SaveSettings& wish) {
  const Organisation& organisation = wish.organisation;
  JsonWriter out;
  out.begin_object();
  out.field("version", organisation.version);
  out.field("legal_name", organisation.legal_name);
  out.field("address", organisation.address);
  out.field("tax_id", organisation.tax_id);
  out.field("bill_cycle_day", organisation.bill_cycle_day);
  out.field("payment_terms_days", organisation.payment_terms_days);
  out.field("verification_delay_minutes", organisation.verification_delay_minutes);
  encode_settings(out, organisation.settings);
  out.end_object();
  send("Saving …", {.method = "PUT", .path = "/v1/organisation", .body = out.take()},
       {Ask::settings, "Settings saved"});
}

bool CatalogueDesk::take(const FetchReply& reply) {
  const auto asked = asking_.answered(reply);
  if (asked) finish(*asked, reply);
  return asked.has_value();
}

void CatalogueDesk::finish(const Asked& asked, const FetchReply& reply) {
  constexpr int not_found = 404;
  const bool settings = asked.ask == Ask::settings;
  (settings ? settings_.doing : catalogue_.doing).clear();
  if (asked.ask == Ask::show && reply.status == not_found) return catalogue_.draft.reset();
  if (!succeeded(reply)) {
    (settings ? settings_.error : catalogue_.error) = words_of_refusal(reply);
    return;
  }
  switch (asked.ask) {
    case Ask::show:
    case Ask::edit:
      take_draft(reply);
      break;
    case Ask::product:
      draft_.form.reset();
      take_draft(reply);
      break;
    case Ask::gone:
    case Ask::published:
      draft_.form.reset();
      catalogue_.draft.reset();
      changed_ = true;
      break;
    case Ask::versions:
      return take_versions(reply);
    case Ask::withdrawn:
      changed_ = true;
      load_versions();
      break;
    case Ask::file:
      return save(asked.file, asked.file.ends_with(".csv") ? "text/csv" : "application/json",
                  reply.body);
    case Ask::settings:
      if (auto saved = read_document(reply.body, Strictness::tolerant, read_organisation)) {
        settings_.organisation = *saved;
        settings_draft_.edited = *std::move(saved);
        settings_draft_.tried = false;
      }
      changed_ = true;
      break;
  }
  if (!asked.done.empty()) kit_.toast(asked.done);
}

void CatalogueDesk::take_versions(const FetchReply& reply) {
  auto versions = parse_versions(reply.body);
  if (versions) {
    catalogue_.versions = *std::move(versions);
  } else {
    catalogue_.error = "The server's answer could not be read: " + versions.error().message;
  }
}

void CatalogueDesk::take_draft(const FetchReply& reply) {
  auto draft = parse_catalogue_draft(reply.body);
  if (draft) {
    catalogue_.draft = *std::move(draft);
  } else {
    catalogue_.error = "The server's answer could not be read: " + draft.error().message;
  }
}

bool CatalogueDesk::take_changed() {
  const bool changed = changed_;
  changed_ = false;
  return changed;
}

}  // namespace satchel::web
