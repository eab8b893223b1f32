// Source bytes to UTF-8 text: byte-order mark, PEP 263 declaration, decoding.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "syntax/parser.h"

namespace taipan {

/// Decodes with a codec that this layer does not know.  Gives nothing on failure; then `message` is
/// str(exception), or stays empty if the encoding is unknown.
struct SourceCodec {
  void* context = nullptr;
  std::optional<std::string> (*decode)(void* context, std::string_view encoding,
                                       std::string_view bytes, std::string* message) = nullptr;
};

struct DecodedSource {
  std::string text;      // UTF-8, without mark; for parseSource
  std::string encoding;  // as declared, normalised ("utf-8", "iso-8859-1"); empty without one
  std::optional<SyntaxProblem> problem;
};

/// `isFile` chooses between the messages for files and for bytes given to compile().
DecodedSource decodeSource(std::string_view bytes, std::string_view filename, bool isFile,
                           const SourceCodec& codec = {});

/// The encoding that the first two lines declare, normalised; empty if none.
std::string findEncodingDeclaration(std::string_view bytes);
/// True if the bytes say how they are encoded: by a byte order mark or such a comment.
bool declaresEncoding(std::string_view bytes);

}  // namespace taipan
