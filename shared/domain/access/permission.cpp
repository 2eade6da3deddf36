// Who may do what: the one table.
#include "shared/domain/access/permission.h"

#include <array>
#include <cstddef>
#include <string_view>

namespace satchel {
namespace {

struct Grant {
  Permission permission;
  std::string_view roles;  // A mark for each role, in their order: x may, - may not.
};

constexpr auto grants = std::to_array<Grant>({
    // rep, manager, clerk, accountant, admin, customer
    {Permission::account_create, "xxx-x-"},   {Permission::account_edit, "xxx-x-"},
    {Permission::account_standing, "--xxx-"}, {Permission::order_draft, "xxx-x-"},
    {Permission::order_accept, "--x-x-"},     {Permission::order_deny, "--x-x-"},
    {Permission::order_approve, "-x--x-"},    {Permission::order_verify, "----x-"},
    {Permission::order_complete, "--x-x-"},   {Permission::order_settle, "--x-x-"},
    {Permission::order_cancel, "--x-x-"},     {Permission::order_fraud, "--x-x-"},
    {Permission::order_reset, "--x-x-"},      {Permission::order_delete, "----x-"},
    {Permission::order_edit, "--x-x-"},       {Permission::payment_record, "xxxxx-"},
    {Permission::payment_refund, "---xx-"},   {Permission::payment_allocate, "---xx-"},
    {Permission::invoice_void, "---xx-"},     {Permission::invoice_write_off, "---xx-"},
    {Permission::credit_note, "---xx-"},      {Permission::subscription_change, "-xxxx-"},
    {Permission::usage_record, "xxxxx-"},     {Permission::receipt_send, "xxxxx-"},
    {Permission::invoice_view, "xxxxx-"},     {Permission::bill_run, "---xx-"},
    {Permission::ledger_view, "---xx-"},      {Permission::ledger_close, "---xx-"},
    {Permission::catalogue_edit, "----x-"},   {Permission::settings_edit, "----x-"},
    {Permission::users_manage, "----x-"},     {Permission::territories_manage, "----x-"},
    {Permission::devices_manage, "----x-"},   {Permission::webhooks_manage, "----x-"},
    {Permission::audit_view, "---xx-"},       {Permission::reports_view, "-xxxx-"},
    {Permission::sites_manage, "----x-"},
});

/// Every permission once and in its order, with a mark for each role.
constexpr bool is_whole() {
  if (grants.size() != EnumWords<Permission>::words.size()) return false;
  for (std::size_t index = 0; index < grants.size(); ++index) {
    if (static_cast<std::size_t>(grants[index].permission) != index) return false;
    if (grants[index].roles.size() != EnumWords<Role>::words.size()) return false;
  }
  return true;
}
static_assert(is_whole());

}  // namespace

bool may(Role role, Permission permission) {
  const Grant& grant = grants[static_cast<std::size_t>(permission)];
  return grant.roles[static_cast<std::size_t>(role)] == 'x';
}

}  // namespace satchel
