// Tests of the catalogue over HTTP: the draft, publishing, import, export, and the settings.
#include "shared/store/catalog_store.h"
#include "shared/store/organisation_store.h"
#include "shared/wire/aggregate_wire.h"
#include "tests/server/http/http_fixture.h"

namespace satchel::server::catalogue_test {
namespace {

const char* const json_type = "application/json";
const std::string draft_path = "/v1/price-book-draft";

/// A server with an administrator and a rep at the catalogue.
class TestCatalogue : public TestHttp {
 public:
  TestCatalogue() : admin(client_of("ada")), rep(client_of("nancy")) {}

  httplib::Result put_product(std::int64_t revision, const Product& product) {
    JsonWriter out;
    out.begin_object();
    out.field("revision", revision);
    out.key("product");
    encode(out, product);
    out.end_object();
    return admin.Put(draft_path + "/product", out.take(), json_type);
  }
  httplib::Result publish(std::int64_t revision, const std::string& name, Date valid_from) {
    JsonWriter out;
    out.begin_object();
    out.field("revision", revision);
    out.field("name", name);
    out.field("valid_from", valid_from);
    out.end_object();
    return admin.Post(draft_path + "/publish", out.take(), json_type);
  }
  httplib::Result import_csv(std::int64_t revision, const std::string& csv) {
    JsonWriter out;
    out.begin_object();
    out.field("revision", revision);
    out.field("csv", csv);
    out.end_object();
    return admin.Put(draft_path, out.take(), json_type);
  }
  std::string csv_of(const std::string& version) {
    return text_of(admin.Get("/v1/price-books/" + version, {{"Accept", "text/csv"}}));
  }
  std::optional<PriceBook> book(std::int64_t version) {
    return store.read([&](Transaction& tx) { return need(find_price_book(tx, version)); });
  }
  std::string audited() {
    return store.lines(
        "SELECT action FROM audit_log WHERE subject LIKE 'price_book:%' "
        "OR subject = 'organisation:-' ORDER BY action");
  }

  httplib::Client admin;
  httplib::Client rep;
};

struct ShownDraft {
  std::int64_t revision = 0;
  PriceBook book;
};

ShownDraft draft_in(const httplib::Result& result) {
  REQUIRE(result);
  REQUIRE_MESSAGE(result->status == 200, result->body);
  return need(read_document(result->body, Strictness::tolerant, [](ObjectReader& in) {
    ShownDraft draft{in.number("revision"), {}};
    in.object("book", [&](ObjectReader& each) { draft.book = read_price_book(each); });
    return draft;
  }));
}

Product a_new_product() {
  Product product = a_product(id_of<ProductId>(18), 28, "Tea",
                              {a_charge(38, "Tea", ChargeKind::one_time, "4.50")});
  product.configuration = {
      {"blend", "Blend", FieldKind::choice, true, "", {"Green", "Black"}, "", "", ""}};
  return product;
}

std::string settings_body(const Organisation& organisation) {
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
  return out.take();
}

}  // namespace

TEST_SUITE("catalogue") {
  TEST_CASE("P1: a product is edited in a draft and sold once the draft is published") {
    TestCatalogue http;
    check_problem(http.admin.Get(draft_path), 404);
    const ShownDraft opened = draft_in(http.admin.Post(draft_path));
    CHECK(opened.revision == 1);
    CHECK(opened.book.version == 2);
    CHECK(opened.book.products == http.book(1)->products);

    const ShownDraft edited = draft_in(http.put_product(1, a_new_product()));
    CHECK(edited.revision == 2);
    CHECK(edited.book.products.back() == a_new_product());
    CHECK_FALSE(http.book(2));

    const auto published = http.publish(2, "Summer", date(2027, 6, 1));
    CHECK_MESSAGE(published->status == 201, text_of(published));
    REQUIRE(http.book(2));
    CHECK(http.book(2)->valid_from == date(2027, 6, 1));
    CHECK(http.book(2)->products.back() == a_new_product());
    CHECK(http.book(1) == a_price_book());
    check_problem(http.admin.Get(draft_path), 404);
    CHECK(http.audited() == "edit_product\nopen_price_book_draft\npublish_price_book\n");
    CHECK(http.store.count("SELECT COUNT(*) FROM feed WHERE aggregate_kind = 'price_book' "
                           "AND aggregate_id = '2'") == 1);
  }

  TEST_CASE("P1: a withdrawn version sells no more and tells the devices; the old one is back") {
    TestCatalogue http;
    draft_in(http.admin.Post(draft_path));
    CHECK(http.publish(1, "Prices 2", date(2026, 2, 1))->status == 201);
    const auto valid = [&] {
      return http.store.read(
          [](Transaction& tx) { return need(find_price_book_version(tx, test_today)); });
    };
    CHECK(valid() == 2);
    const std::int64_t head = http.store.count("SELECT MAX(number) FROM feed");

    const auto withdrawn = http.admin.Post("/v1/price-books/2/withdraw");
    CHECK_MESSAGE(withdrawn->status == 200, text_of(withdrawn));

    CHECK(valid() == 1);
    CHECK(http.book(2)->withdrawn);
    CHECK(http.store.count("SELECT MAX(number) FROM feed WHERE "
                           "aggregate_kind = 'price_book'") > head);
    check_problem(http.admin.Post("/v1/price-books/7/withdraw"), 404);
  }

  TEST_CASE("the second editor of a draft is told who changed it, and nothing is lost") {
    TestCatalogue http;
    draft_in(http.admin.Post(draft_path));
    draft_in(http.put_product(1, a_new_product()));

    Product other = a_new_product();
    other.name = "Green tea";
    const Problem refused = check_problem(http.put_product(1, other), 409);

    CHECK(refused.type == "changed-elsewhere");
    CHECK(refused.detail.find("Ada Admin changed the draft at 2026-11-22 00:00 UTC") !=
          std::string::npos);
    CHECK(draft_in(http.admin.Get(draft_path)).book.products.back().name == "Tea");
  }

  TEST_CASE("P8: what makes no sense is refused with its field, and a book is checked whole") {
    TestCatalogue http;
    draft_in(http.admin.Post(draft_path));
    Product product = a_new_product();
    product.configuration[0].choices.clear();
    const Problem choices = check_problem(http.put_product(1, product), 409);
    REQUIRE_FALSE(choices.fields.empty());
    CHECK(choices.fields[0].field == "configuration[0].choices");

    product = a_new_product();
    product.plans[0].charges[0].prices.clear();
    CHECK(check_problem(http.put_product(1, product), 409).fields[0].field ==
          "plans[0].charges[0].prices");

    const Problem unnamed = check_problem(http.publish(1, " ", date(2027, 1, 1)), 409);
    CHECK(unnamed.fields[0].field == "name");
  }

  TEST_CASE("a rep sees the price books and edits none") {
    TestCatalogue http;
    CHECK(text_of(http.rep.Get("/v1/price-books")).find(R"("products":3)") != std::string::npos);
    CHECK(http.rep.Get("/v1/price-books/1")->status == 200);
    check_problem(http.rep.Post(draft_path), 403);
    check_problem(http.rep.Get(draft_path), 403);
    check_problem(http.rep.Put("/v1/organisation", "{}", json_type), 403);
    check_problem(http.rep.Post("/v1/price-books/1/withdraw"), 403);
  }

  TEST_CASE("P3: a product is removed from the draft, and the draft is discarded") {
    TestCatalogue http;
    draft_in(http.admin.Post(draft_path));
    const auto removed = http.admin.Post(draft_path + "/products/" + metered.text() + "/remove",
                                         R"({"revision":1})", json_type);
    CHECK(draft_in(removed).book.products.size() == 2);
    check_problem(http.admin.Post(draft_path + "/discard", R"({"revision":1})", json_type), 409);
    CHECK(http.admin.Post(draft_path + "/discard", R"({"revision":2})", json_type)->status == 204);
    check_problem(http.admin.Get(draft_path), 404);
    CHECK(http.book(1)->products.size() == 3);
  }
}

TEST_SUITE("catalogue import and export") {
  TEST_CASE("an exported book comes back equal as JSON") {
    TestCatalogue http;
    const std::string exported = text_of(http.admin.Get("/v1/price-books/1"));
    const ShownDraft draft = draft_in(
        http.admin.Put(draft_path, R"({"revision":0,"book":)" + exported + "}", json_type));

    PriceBook expected = a_price_book();
    expected.version = 2;
    CHECK(draft.book == expected);
    CHECK(to_json(a_price_book()) == exported);
  }

  TEST_CASE("an exported book comes back equal as CSV, and no cell is taken for a formula") {
    TestCatalogue http;
    draft_in(http.admin.Post(draft_path));
    Product product = a_new_product();
    product.name = "=Tea, \"green\"\nand black";
    draft_in(http.put_product(1, product));
    CHECK(http.publish(2, "Prices 2", date(2026, 2, 1))->status == 201);

    const std::string csv = http.csv_of("2");
    CHECK(csv.starts_with("code,name,category,detail,kind,base_code,available,"));
    CHECK(csv.find("\"'=Tea, \"\"green\"\"\nand black\"") != std::string::npos);
    const ShownDraft draft = draft_in(http.import_csv(0, csv));

    CHECK(draft.book.products == http.book(2)->products);
  }

  TEST_CASE("CSV changes and adds products by their codes and leaves the others") {
    TestCatalogue http;
    std::string csv = http.csv_of("1");
    csv.replace(csv.find("10.99"), 5, "11.49");
    csv +=
        "NEW-1,Milk,Demo,1 l,product,,yes,2026-12-01,,yes,no,yes,no,70000,Standard,Milk,"
        "one_time,per_unit,in_advance,USD,1.20,,,,,\n"
        "NEW-1,Milk,Demo,1 l,product,,yes,2026-12-01,,yes,no,yes,no,70000,Standard,Milk,"
        "one_time,per_unit,in_advance,EUR,1.10,,,,,\n"
        "ADD-1,Straw,Demo,,add_on,NEW-1,yes,,,yes,no,no,no,0,Standard,Straw,one_time,"
        "per_unit,in_advance,USD,0.05,,,,,reduced\n"
        "ADD-2,Service,Demo,,service,,yes,,,yes,no,yes,no,0,Standard,Service,recurring,"
        "flat,in_advance,USD,90.00,3 month,,anniversary,trial 14 day; evergreen,\n"
        "ADD-2,Service,Demo,,service,,yes,,,yes,no,yes,no,0,Standard,Minutes,usage,"
        "tiered,in_arrears,USD,0,1 month,to 100: 0.10; beyond: 0.05,,trial 14 day; evergreen,\n";
    const PriceBook book = draft_in(http.import_csv(0, csv)).book;

    REQUIRE(book.products.size() == 6);
    CHECK(book.products[5].plans[0].charges[0].every == Recurrence{3, PeriodUnit::month});
    CHECK(book.products[5].plans[0].charges[0].alignment == ChargeAlignment::anniversary);
    CHECK(book.products[5].plans[0].phases.size() == 2);
    CHECK(book.products[5].plans[0].charges[1].kind == ChargeKind::usage);
    CHECK(book.products[5].plans[0].charges[1].prices[0].terms.tiers.size() == 2);
    CHECK(book.products[0].id == coffee);
    CHECK(book.products[0].plans[0].charges[0].id == id_of<ChargeId>(31));
    CHECK(book.products[0].plans[0].charges[0].prices[0].amount == dec("11.49"));
    CHECK(book.products[4].tax_category == "reduced");
    const Product& milk = book.products[3];
    CHECK(milk.tax_rate_ppm == 70'000);
    CHECK(milk.available_from == date(2026, 12, 1));
    REQUIRE(milk.plans.size() == 1);
    REQUIRE(milk.plans[0].charges.size() == 1);
    CHECK(milk.plans[0].charges[0].prices.size() == 2);
    CHECK(book.products[4].base_product_id == milk.id);
    CHECK_FALSE(book.products[4].quantity_editable);
  }

  TEST_CASE("a file from before charges had a recurrence is taken: every month") {
    TestCatalogue http;
    const PriceBook book =
        draft_in(http.import_csv(0,
                                 "code,name,category,detail,kind,base_code,available,"
                                 "available_from,available_until,price_editable,"
                                 "price_required,quantity_editable,quantity_required,"
                                 "tax_rate_ppm,plan,charge,charge_kind,charge_model,"
                                 "charge_timing,currency,price\n"
                                 "OLD-1,Care,Demo,,service,,yes,,,yes,no,yes,no,0,Standard,"
                                 "Care,recurring,flat,in_advance,USD,9.00\n"))
            .book;
    CHECK(book.products.back().plans[0].charges[0].every == Recurrence{});
  }

  TEST_CASE("every wrong line is named, and nothing is imported") {
    TestCatalogue http;
    std::string csv = http.csv_of("1");
    csv.replace(csv.rfind("12.50"), 5, "cheap");
    csv.replace(csv.find("10.99"), 5, "dear");
    CHECK(check_problem(http.import_csv(0, csv), 400).detail ==
          "Line 2, column price: must be a decimal number with a point.\n"
          "Line 9, column price: must be a decimal number with a point. Nothing was imported.");
  }

  TEST_CASE("the draft is exported as CSV, and importing that changes nothing") {
    TestCatalogue http;
    const std::string csv = http.csv_of("1");
    http.import_csv(0, csv);
    CHECK(text_of(http.admin.Get("/v1/price-book-draft?format=csv")) == csv);
  }

  TEST_CASE("one wrong line is named with line and column, and nothing is imported") {
    TestCatalogue http;
    const std::string good = http.csv_of("1");
    const auto refused = [&](const std::string& from, const std::string& to) {
      std::string csv = good;
      csv.replace(csv.rfind(from), from.size(), to);
      return check_problem(http.import_csv(0, csv), 400).detail;
    };
    CHECK(refused("12.50", "12,50").find("row") != std::string::npos);
    CHECK(refused("12.50", "cheap") ==
          "Line 9, column price: must be a decimal number with a point. Nothing was imported.");
    CHECK(refused("1 month", "monthly").starts_with("Line 9, column charge_every: must be"));
    CHECK(refused("EUR", "USD") ==
          "Line 9, column currency: stands twice for this charge. Nothing was imported.");
    CHECK(refused("in_arrears", "sometimes").starts_with("Line 9, column charge_timing: "));
    CHECK(refused("in_arrears", "in_advance").starts_with("Line 9, column charge: has another"));
    CHECK(refused("P-22,Support", ",Support").starts_with("Line 5, column code: is empty"));
    CHECK(refused(",tax_rate_ppm", ",tax") ==
          "Line 1: there is no column tax_rate_ppm. Nothing was imported.");
    check_problem(http.admin.Get(draft_path), 404);

    const auto both = http.admin.Put(draft_path, R"({"revision":0})", json_type);
    CHECK(check_problem(both, 400).detail.find("book") != std::string::npos);
    const auto broken =
        http.admin.Put(draft_path, R"({"revision":0,"book":{"version":"x"}})", json_type);
    CHECK(check_problem(broken, 400).detail.find("book.version") != std::string::npos);
    CHECK(http.audited().empty());
  }
}

TEST_SUITE("settings") {
  TEST_CASE("C12: an administrator turns B2C on; the devices are told and the act is audited") {
    TestCatalogue http;
    Organisation organisation = an_organisation();
    organisation.settings.b2c = true;
    organisation.settings.approval.discount_limits = {{Role::rep, 100'000}};
    organisation.settings.payment_options = {
        {PaymentMethod::bank_transfer, satchel::PaymentGateway::manual, {Currency::usd}}};
    organisation.verification_delay_minutes = 90;

    const auto done = http.admin.Put("/v1/organisation", settings_body(organisation), json_type);

    REQUIRE(done);
    REQUIRE_MESSAGE(done->status == 200, done->body);
    ++organisation.version;
    const auto stored =
        http.store.read([](Transaction& tx) { return need(find_organisation(tx)); });
    CHECK(stored == organisation);
    CHECK(need(read_document(text_of(http.rep.Get("/v1/organisation")), Strictness::strict,
                             read_organisation)) == organisation);
    CHECK(http.audited() == "edit_settings\n");
    CHECK(http.store.count("SELECT MAX(number) FROM feed WHERE aggregate_kind = 'organisation'") >
          http.store.count("SELECT MAX(number) FROM feed WHERE aggregate_kind = 'price_book'"));
  }

  TEST_CASE("the second editor of the settings is told who edited them last") {
    TestCatalogue http;
    Organisation organisation = an_organisation();
    CHECK(http.admin.Put("/v1/organisation", settings_body(organisation), json_type)->status ==
          200);
    organisation.settings.b2c = true;

    const Problem refused = check_problem(
        http.admin.Put("/v1/organisation", settings_body(organisation), json_type), 409);

    CHECK(refused.type == "changed-elsewhere");
    CHECK(refused.detail.find("Ada Admin edited them last") != std::string::npos);
  }

  TEST_CASE("settings that make no sense are refused with their fields") {
    TestCatalogue http;
    Organisation organisation = an_organisation();
    organisation.legal_name = " ";
    organisation.settings.fraud.threshold = 200;
    const Problem refused = check_problem(
        http.admin.Put("/v1/organisation", settings_body(organisation), json_type), 409);
    REQUIRE(refused.fields.size() == 2);
    CHECK(refused.fields[0].field == "fraud.threshold");
    CHECK(refused.fields[1].field == "legal_name");
  }
}

}  // namespace satchel::server::catalogue_test
