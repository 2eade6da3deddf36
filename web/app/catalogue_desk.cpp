// Asks the server about the catalogue and the settings, and takes in what it answers.
#include "web/app/catalogue_desk.h"

#include "shared/domain/access/permission.h"
#include "shared/wire/aggregate_wire.h"
#include "shared/wire/session_message.h"

namespace satchel::web {
namespace {

constexpr const char* catalogue_draft_path = "/v1/price-book-draft";

bool succeeded(const FetchReply& reply) { return reply.status >= 200 && reply.status < 300; }

/// What went wrong, with the fields it is about.
std::string words_of_refusal(const FetchReply& reply) {
  if (reply.status == 0) return "The server cannot be reached. Nothing was changed; try again.";
  const auto problem = parse_problem(reply.body);
  if (!problem) return "The server answered with status " + std::to_string(reply.status) + ".";
  return problem->detail.empty() ? problem->title : problem->detail;
}

}  // namespace

bool CatalogueDesk::has(Place place) {
  return place == Place::catalogue || place == Place::settings;
}

void CatalogueDesk::clear() {
  asked_.clear();
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
  asked_.emplace(host_.fetch(request), Asked{Ask::show, {}});
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
  asked_.emplace(host_.fetch(request), std::move(asked));
}

std::string CatalogueDesk::revision_body() const {
  JsonWriter out;
  out.begin_object();
  out.field("revision", catalogue_.draft ? catalogue_.draft->revision : 0);
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
  const auto& publication = std::get<PublishCatalogue>(wish);
  JsonWriter out;
  out.begin_object();
  out.field("revision", catalogue_.draft ? catalogue_.draft->revision : 0);
  out.field("name", publication.name);
  out.field("valid_from", publication.valid_from);
  out.field("valid_until", publication.valid_until);
  out.end_object();
  send("Publishing …", {.path = path + "/publish", .body = out.take()},
       {Ask::published, "Catalogue published"});
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
  out.field("revision", catalogue_.draft ? catalogue_.draft->revision : 0);
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
  const auto found = asked_.find(reply.request);
  if (found == asked_.end()) return false;
  const Asked asked = std::move(found->second);
  asked_.erase(found);
  finish(asked, reply);
  return true;
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
