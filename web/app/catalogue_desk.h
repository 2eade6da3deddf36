// CatalogueDesk: the catalogue and the settings and their talk with the server, beside the rest of
// the app.
#pragma once

#include <string>

#include "shared/base/random.h"
#include "shared/store/database.h"
#include "web/app/asking.h"
#include "web/app/route.h"
#include "web/kit/program.h"
#include "web/screens/catalogue.h"
#include "web/screens/settings.h"

namespace satchel::web {

class CatalogueDesk {
 public:
  CatalogueDesk(Host& host, Kit& kit, Random& random)
      : host_(host), kit_(kit), random_(random), asking_(host) {}

  /// Whether the place is one of its screens.
  static bool has(Place place);

  /// The place was opened: asks the server for the draft.
  void enter(Place place, satchel::Role role);
  /// Loads what this device knows.
  Result<void> load(Transaction& tx, Date today, const Organisation& organisation);
  /// Draws the place. `online` is whether the server answers.
  void draw(Place place, bool online, Commands& out);
  /// Sends what the person asked for.
  void perform(const CatalogueWish& wish);
  /// Puts the file that the person picked into the draft.
  void import_file(const PickedFile& file);
  /// Takes in the answer to one of its requests; false for any other.
  bool take(const FetchReply& reply);
  /// Whether an act changed what devices hold, since this was asked last.
  bool take_changed();
  /// Somebody logged out: nothing of his stays.
  void clear();

 private:
  enum class Ask { show, edit, product, gone, published, versions, withdrawn, file, settings };
  struct Asked {
    Ask ask = Ask::show;
    std::string done;       // What to say when it succeeded.
    std::string file = {};  // The name of a file.
  };

  void send(std::string doing, FetchRequest request, Asked asked);
  void finish(const Asked& asked, const FetchReply& reply);
  void take_draft(const FetchReply& reply);
  void perform_version(const CatalogueWish& wish);
  void load_versions();
  void take_versions(const FetchReply& reply);
  void export_book(const ExportCatalogue& wish);
  void save(const std::string& name, std::string_view type, std::string_view bytes);
  void save_product(const SaveProduct& wish);
  void save_settings(const SaveSettings& wish);
  void publish(const PublishCatalogue& wish);
  std::int64_t revision() const;
  std::string revision_body() const;

  Host& host_;
  Kit& kit_;
  Random& random_;
  Asking<Asked> asking_;
  CatalogueModel catalogue_;
  CatalogueScreenDraft draft_;
  SettingsModel settings_;
  SettingsDraft settings_draft_;
  bool changed_ = false;
};

}  // namespace satchel::web
