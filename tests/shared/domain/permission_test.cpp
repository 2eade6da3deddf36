// The permission matrix, cell by cell, written down apart from the program's own table.
#include "shared/domain/access/permission.h"

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>

#include "tests/support/builders.h"

namespace satchel::permission_test {
namespace {

using Words = std::set<std::string>;

const Words field_work{"account.create", "account.edit", "order.draft", "payment.record",
                       "usage.record",   "receipt.send", "invoice.view"};

Words joined(Words left, const Words& right) {
  left.insert(right.begin(), right.end());
  return left;
}

/// What each role may do, by the words of the permissions.
std::map<Role, Words> expected() {
  return {
      {Role::rep, field_work},
      {Role::manager, joined(field_work, {"order.approve", "reports.view", "subscription.change"})},
      {Role::clerk,
       joined(field_work, {"account.standing", "order.accept", "order.deny", "order.complete",
                           "order.settle", "order.cancel", "order.fraud", "order.reset",
                           "order.edit", "reports.view", "subscription.change"})},
      {Role::accountant,
       {"account.standing", "invoice.view", "bill.run", "payment.record", "payment.refund",
        "credit.note", "receipt.send", "reports.view", "audit.view", "subscription.change",
        "usage.record", "ledger.view", "ledger.close", "payment.allocate", "invoice.void",
        "invoice.write_off"}},
      {Role::customer, {}},
  };
}

Actor with_role(Role role, std::vector<TerritoryId> territories) {
  return {id_of<UserId>(1), "Somebody", role, std::move(territories)};
}

}  // namespace

TEST_SUITE("permissions") {
  TEST_CASE("A16: each role has exactly the permissions of the matrix") {
    for (const auto& row : expected()) {
      const Role role = row.first;
      Words left = row.second;
      for (std::size_t index = 0; index < EnumWords<Permission>::words.size(); ++index) {
        const auto permission = static_cast<Permission>(index);
        const std::string word(to_text(permission));
        CAPTURE(std::string(to_text(role)));
        CAPTURE(word);
        CHECK(may(role, permission) == row.second.contains(word));
        left.erase(word);
      }
      CHECK(left.empty());
    }
  }

  TEST_CASE("A16: an administrator may do everything") {
    for (std::size_t index = 0; index < EnumWords<Permission>::words.size(); ++index) {
      CHECK(may(Role::admin, static_cast<Permission>(index)));
    }
    CHECK(EnumWords<Permission>::words.size() == 37);
  }
}

TEST_SUITE("in_scope") {
  TEST_CASE("a rep and a manager see the accounts of their territories, and no others") {
    for (const Role role : {Role::rep, Role::manager}) {
      CHECK(in_scope(with_role(role, {west}), {west}));
      CHECK(in_scope(with_role(role, {west}), {east, west}));
      CHECK_FALSE(in_scope(with_role(role, {west}), {east}));
      CHECK_FALSE(in_scope(with_role(role, {west}), {}));
      CHECK_FALSE(in_scope(with_role(role, {}), {west}));
    }
  }

  TEST_CASE("the office sees every account; a customer sees none") {
    for (const Role role : {Role::clerk, Role::accountant, Role::admin}) {
      CHECK(in_scope(with_role(role, {}), {west}));
      CHECK(in_scope(with_role(role, {}), {}));
    }
    CHECK_FALSE(in_scope(with_role(Role::customer, {west}), {west}));
    CHECK_FALSE(in_scope(with_role(Role::customer, {}), {}));
  }
}

}  // namespace satchel::permission_test
