// Commands in JSON: {"seq":17,"at":1790000000000,"kind":"place_order","v":1,"data":{...}}.
#pragma once

#include <cstdint>
#include <string>

#include "shared/domain/command.h"
#include "shared/wire/reader.h"
#include "shared/wire/writer.h"

namespace satchel {

/// A command as a device's journal holds it.
struct JournalCommand {
  std::int64_t sequence = 0;  // 1, 2, 3 ... without gaps in one journal.
  Timestamp at;               // The device's clock, corrected by the last known server offset.
  Command command;
  std::string text;  // The canonical JSON of all this: what is chained, sent and digested.
};

/// Returns the id of the command: derived from journal and sequence, never sent.
CommandId command_id_of(const JournalId& journal, std::int64_t sequence);

/// Returns the canonical text of the command.
std::string command_text(std::int64_t sequence, Timestamp at, const Command& command);

/// Reads one command. `in` is strict; a kind this build does not know is reported as such.
JournalCommand read_command(ObjectReader& in, const Json& json);

/// Returns the command in a stored canonical text.
Result<JournalCommand> parse_command(std::string_view text);

/// Returns the chained journal hash after `text`: SHA-256 over the hash before and the text, in
/// hex. The hash before the first command is the journal id's text.
std::string chain_hash(std::string_view before, std::string_view text);

}  // namespace satchel
