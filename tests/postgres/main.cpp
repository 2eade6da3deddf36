// The entry point of test programs that run on both engines: --engine=postgres chooses the other.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <string_view>

#include "tests/postgres/postgres_engine.h"
#include "tests/support/builders.h"

namespace satchel {
namespace {

/// Empties the databases between two tests.
class BetweenTests final : public doctest::IReporter {
 public:
  explicit BetweenTests(const doctest::ContextOptions&) {}

  void test_case_end(const doctest::CurrentTestCaseStats&) override { end_test(); }
  void test_case_reenter(const doctest::TestCaseData&) override { end_test(); }

  void report_query(const doctest::QueryData&) override {}
  void test_run_start() override {}
  void test_run_end(const doctest::TestRunStats&) override {}
  void test_case_start(const doctest::TestCaseData&) override {}
  void test_case_exception(const doctest::TestCaseException&) override {}
  void subcase_start(const doctest::SubcaseSignature&) override {}
  void subcase_end() override {}
  void log_assert(const doctest::AssertData&) override {}
  void log_message(const doctest::MessageData&) override {}
  void test_case_skipped(const doctest::TestCaseData&) override {}

 private:
  static void end_test() {
    if (is_postgres_started()) need(postgres_engine().end_test());
  }
};

REGISTER_LISTENER("between_tests", 1, BetweenTests);

int run(int count, char** words) {
  doctest::Context context(count, words);
  for (int index = 1; index < count; ++index) {
    if (std::string_view(words[index]) == "--engine=postgres") chosen_engine() = &postgres_engine();
  }
  return context.run();
}

}  // namespace
}  // namespace satchel

int main(int count, char** words) { return satchel::run(count, words); }
