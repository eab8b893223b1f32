// See the header: syntax/source_text.h does the work; this lends it the codecs and raises.
#include "importing/source_text.h"

#include "importing/compile_source.h"
#include "objects/abstract.h"
#include "objects/codecs.h"
#include "objects/str.h"
#include "syntax/source_text.h"

namespace taipan {
namespace {

std::optional<std::string> decodeWithCodec(void* context, std::string_view encoding, std::string_view bytes,
                                           std::string* message) {
  Thread& thread = *static_cast<Thread*>(context);
  Ref<Str> text = decodeText(thread, bytes, std::string(encoding).c_str(), nullptr);
  if (text) {
    Result<std::string> utf8 = toUtf8(thread, text);
    if (utf8) return std::move(*utf8);
  }
  if (thread.clearIfMatches(TypeId::kLookupError)) return std::nullopt;
  Ref<> error = thread.takeException();
  Ref<Str> shown = str(thread, error);
  if (shown) *message = toWtf8(shown);
  thread.clearException();
  return std::nullopt;
}

}  // namespace

Status decodeSourceText(Thread& thread, std::string_view bytes, const std::string& filename, std::string* utf8,
                        bool fromFile) {
  DecodedSource decoded = decodeSource(bytes, filename, fromFile, SourceCodec{&thread, decodeWithCodec});
  if (decoded.problem && fromFile && decoded.problem->lineno == 0) decoded.problem->hasPosition = false;
  if (decoded.problem) return raiseProblem(thread, *decoded.problem, filename, nullptr);
  *utf8 = std::move(decoded.text);
  return kOk;
}

}  // namespace taipan
