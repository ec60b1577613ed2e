#pragma once

namespace buzzout {

// Codes of errors and problems by which somebody decides what to do. All others are only shown.
inline constexpr const char* kDatabaseSilent = "database-silent";
inline constexpr const char* kFileExists = "file-exists";
inline constexpr const char* kFileUnreadable = "file-unreadable";
inline constexpr const char* kJigBaud = "jig-baud";
inline constexpr const char* kJigNumberTwice = "jig-number-twice";
inline constexpr const char* kLabelFileName = "label-file-name";
inline constexpr const char* kNoConnection = "no-connection";
inline constexpr const char* kNoSocket = "no-socket";
inline constexpr const char* kPoweredCable = "powered-cable";
inline constexpr const char* kRecordUnreadable = "record-unreadable";
inline constexpr const char* kSenseWire = "sense-wire";
inline constexpr const char* kSocketTaken = "socket-taken";
inline constexpr const char* kStoreCorrupt = "store-corrupt";
inline constexpr const char* kStorePrefix = "store-";  // of whatever the file of records cannot do
inline constexpr const char* kTextMissing = "text-missing";
inline constexpr const char* kTooManyJoined = "too-many-joined";
inline constexpr const char* kUnexplained = "unexplained";
inline constexpr const char* kUnsafe = "unsafe";

}  // namespace buzzout
