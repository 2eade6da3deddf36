// satchel simulate: answers billing cases without an organisation.
#include "server/main/commands.h"
#include "server/main/text_file.h"
#include "shared/wire/simulation.h"

namespace satchel::server {

int run_simulate(const std::string& path, std::ostream& out, std::ostream& problems) {
  const auto text = read_text_file(path);
  if (!text) {
    problems << "satchel: " << text.error().message << std::endl;
    return simulation_unreadable;
  }
  const auto answer = answer_simulation(*text);
  if (!answer) {
    problems << "satchel: " << path << ": " << answer.error().message << std::endl;
    return simulation_unreadable;
  }
  out << answer->text << std::endl;
  return answer->unsupported == 0 ? 0 : simulation_incomplete;
}

}  // namespace satchel::server
