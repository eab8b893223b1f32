// The report of an uncaught exception.  Everything is read through attributes, as any Python code
// could, so this file knows no layouts; what goes wrong on the way is swallowed, because nobody is
// left to hear about it.
#include "modules/exception_printer.h"

#include <unistd.h>

#include <algorithm>
#include <vector>

#include "modules/source_lines.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "syntax/ast.h"
#include "syntax/parser.h"

namespace taipan {
namespace {

constexpr int kMaxGroupWidth = 15;
constexpr int kMaxGroupDepth = 10;
constexpr int kRepeatCutoff = 3;
constexpr int64_t kDefaultTracebackLimit = 1000;

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

// An attribute, or an empty Ref and no exception.
Ref<> quietAttribute(Thread& thread, Value object, const char* name) {
  Ref<> value = getAttribute(thread, object, name);
  if (!value) thread.clearException();
  return value;
}

std::string quietText(Thread& thread, Value object, const char* attribute) {
  Ref<> value = quietAttribute(thread, object, attribute);
  return value && isStr(value) ? toWtf8(value.get().as<Str>()) : std::string();
}

int64_t quietInt(Thread& thread, Value object, const char* attribute, int64_t fallback) {
  Ref<> value = quietAttribute(thread, object, attribute);
  int64_t result;
  return value && isInt(value) && intFitsInt64(value, &result) ? result : fallback;
}

// Byte offset → character offset in well-formed text.
int64_t characterOffset(const std::string& text, int64_t bytes) {
  bytes = std::clamp<int64_t>(bytes, 0, static_cast<int64_t>(text.size()));
  int64_t count = 0;
  for (int64_t i = 0; i < bytes; ++i) count += (text[i] & 0xC0) != 0x80;
  return count;
}

size_t byteOffset(const std::string& text, int64_t characters) {
  size_t i = 0;
  while (i < text.size() && characters > 0) {
    ++i;
    while (i < text.size() && (text[i] & 0xC0) == 0x80) ++i;
    --characters;
  }
  return i;
}

// The part of an expression that deserves `^` while the rest gets `~`; character offsets in the line.
struct Anchors {
  int64_t leftEnd = -1;
  int64_t rightStart = -1;
};

// Binary operators and subscripts are marked more exactly: parse the text between the columns and
// look for the operator (PEP 657).
Anchors findAnchors(const std::string& line, int64_t start, int64_t end) {
  size_t begin = byteOffset(line, start);
  std::string segment = line.substr(begin, byteOffset(line, end) - begin);
  Arena arena;
  ParseOptions options;
  ParseResult parsed = parseSource(arena, segment, options);
  Anchors anchors;
  auto* module = parsed.tree ? ast::dynCast<ast::Module>(parsed.tree) : nullptr;
  if (!module || module->body.size != 1) return anchors;
  auto* statement = ast::dynCast<ast::Expr>(module->body[0]);
  if (!statement) return anchors;
  int64_t left = -1, right = -1;
  int64_t size = static_cast<int64_t>(segment.size());
  if (auto* binary = ast::dynCast<ast::BinOp>(statement->value)) {
    int64_t limit = std::min<int64_t>(binary->right->colOffset, size);
    for (int64_t i = binary->left->endColOffset; i < limit && left < 0; ++i) {
      if (isBlank(segment[i])) continue;
      left = i;
      right = i + 1;
      if (i + 1 < limit && !isBlank(segment[i + 1])) ++right;
    }
  } else if (auto* subscript = ast::dynCast<ast::Subscript>(statement->value)) {
    left = subscript->value->endColOffset;
    right = subscript->slice->endColOffset + 1;
  }
  if (left < 0) return anchors;
  anchors.leftEnd = characterOffset(segment, left) + start;
  anchors.rightStart = characterOffset(segment, right) + start;
  return anchors;
}

class Report {
 public:
  explicit Report(Thread& thread) : thread_(thread), sources_(thread) {}

  void printRecursive(Value exception);
  void printTraceback(Value traceback, const char* headerMargin, const char* header);
  std::string take() { return std::move(out_); }

 private:
  struct Position {
    int64_t line = -1, endLine = -1, column = -1, endColumn = -1;
  };

  void margin() {
    out_.append(2 * depth_, ' ');
    if (depth_ > 0) out_ += "| ";
  }
  void text(const std::string& s) {
    margin();
    out_ += s;
  }
  void lines(Str* note);
  void printChained(Value exception, const char* message);
  void printException(Value exception);
  void printGroup(Value exception);
  Ref<> printSyntaxError(Value exception);
  // `shown` is what follows the type: the exception itself, or a SyntaxError's message.
  void printMessage(Value exception, Value shown);
  void printNotes(Value exception);
  void printFrame(Value traceback, const std::string& filename, int64_t line, const std::string& name);
  void printCarets(Value traceback, const std::string& line);
  Position positionOf(Value traceback);
  void printRepeated(int64_t count);
  bool seen(Value exception) {
    return std::find(seen_.begin(), seen_.end(), exception.bits()) != seen_.end();
  }

  Thread& thread_;
  SourceLines sources_;
  std::string out_;
  std::vector<uint64_t> seen_;
  int depth_ = 0;  // of exception groups
  bool needClose_ = false;
};

void Report::printRecursive(Value exception) {
  NativeRecursion guard(thread_);
  if (!guard.enter(" in print_exception")) {
    thread_.clearException();
    return;
  }
  if (isException(exception)) {
    seen_.push_back(exception.bits());
    auto* raised = exception.as<BaseException>();
    Value cause = raised->cause, context = raised->context;
    if (!cause.isEmpty() && !cause.isNone()) {
      if (!seen(cause)) {
        printChained(cause, "The above exception was the direct cause of the following exception:\n");
      }
    } else if (!context.isEmpty() && !context.isNone() && !raised->suppressContext && !seen(context)) {
      printChained(context, "During handling of the above exception, another exception occurred:\n");
    }
  }
  if (isException(exception) && isInstanceOf(thread_, exception, TypeId::kBaseExceptionGroup)) {
    printGroup(exception);
  } else {
    printException(exception);
  }
}

void Report::printChained(Value exception, const char* message) {
  printRecursive(exception);
  text("\n");
  text(message);
  text("\n");
}

void Report::printGroup(Value exception) {
  if (depth_ > kMaxGroupDepth) {
    text("... (max_group_depth is " + std::to_string(kMaxGroupDepth) + ")\n");
    return;
  }
  if (depth_ == 0) depth_ = 1;
  printException(exception);
  Ref<> members = quietAttribute(thread_, exception, "exceptions");
  int64_t count = members && isTuple(members) ? members.get().as<Tuple>()->size : 0;
  int64_t shown = std::min<int64_t>(count, kMaxGroupWidth + 1);
  needClose_ = false;
  for (int64_t i = 0; i < shown; ++i) {
    bool last = i == shown - 1;
    bool truncated = i >= kMaxGroupWidth;
    if (last) needClose_ = true;  // a nested group may draw the closing line instead
    out_.append(2 * depth_, ' ');
    out_ += i == 0 ? "+-" : "  ";
    out_ += "+---------------- " + (truncated ? std::string("...") : std::to_string(i + 1)) + " ----------------\n";
    ++depth_;
    if (truncated) {
      int64_t rest = count - kMaxGroupWidth;
      text("and " + std::to_string(rest) + " more exception" + (rest > 1 ? "s" : "") + "\n");
    } else {
      printRecursive(members.get().as<Tuple>()->items[i]);
    }
    if (last && needClose_) {
      out_.append(2 * depth_, ' ');
      out_ += "+------------------------------------\n";
      needClose_ = false;
    }
    --depth_;
  }
  if (depth_ == 1) depth_ = 0;
}

void Report::printException(Value exception) {
  if (!isException(exception)) {
    text("TypeError: print_exception(): Exception expected for value, ");
    out_ += quietText(thread_, Value(typeOf(thread_, exception)), "__name__");
    out_ += " found\n";
    return;
  }
  Value traceback = exception.as<BaseException>()->traceback;
  if (!traceback.isEmpty() && !traceback.isNone()) {
    bool group = isInstanceOf(thread_, exception, TypeId::kBaseExceptionGroup);
    printTraceback(traceback, group && depth_ == 1 ? "+ " : depth_ > 0 ? "| " : "",
                   group ? "Exception Group Traceback (most recent call last):\n"
                         : "Traceback (most recent call last):\n");
  }
  Ref<> message = printSyntaxError(exception);
  printMessage(exception, message ? message.get() : exception);
  printNotes(exception);
}

void Report::printMessage(Value exception, Value shown) {
  margin();
  Value type(typeOf(thread_, exception));
  Ref<> module = quietAttribute(thread_, type, "__module__");
  if (!module || !isStr(module)) {
    out_ += "<unknown>.";
  } else {
    std::string name = toWtf8(module.get().as<Str>());
    if (name != "builtins" && name != "__main__") out_ += name + ".";
  }
  out_ += quietText(thread_, type, "__qualname__");
  Ref<Str> message = str(thread_, shown);
  if (!message) {
    thread_.clearException();
    out_ += ": <exception str() failed>";
  } else if (message->length() != 0) {
    out_ += ": " + toWtf8(message);
  }
  out_ += suggestionFor(thread_, exception) + "\n";
}

// Every line of a note gets the margin; a note without text only ends the line.
void Report::lines(Str* note) {
  Ref<Str> name = internText(thread_, "splitlines");
  Ref<> parts = name ? callMethod(thread_, Value(note), name.get(), kTrue) : Ref<>();
  if (parts && isList(parts)) {
    List* list = parts.get().as<List>();
    for (size_t i = 0; i < list->size; ++i) text(toWtf8(list->items[i].as<Str>()));
  }
  thread_.clearException();
  out_ += "\n";
}

void Report::printNotes(Value exception) {
  Ref<> notes = quietAttribute(thread_, exception, "__notes__");
  if (!notes) return;
  Type* type = typeOf(thread_, notes);
  bool sequence = type->slots.getItem && type->slots.length && !isDict(notes);
  if (!sequence || isStr(notes) || type->has(kTypeIsBytes)) {
    Ref<Str> text = repr(thread_, notes);
    if (!text) thread_.clearException();
    this->text((text ? toWtf8(text) : "<__notes__ repr() failed>") + "\n");
    return;
  }
  Iteration iteration;
  if (iteration.start(thread_, notes)) {
    while (Ref<> note = iteration.next(thread_)) {
      Ref<Str> noteText = str(thread_, note);
      if (!noteText) thread_.clearException();
      if (noteText) lines(noteText);
      else text("<note str() failed>\n");
    }
  }
  thread_.clearException();
}

// Where a SyntaxError points to: file, line and the text with carets.  Gives the message that remains to be shown;
// empty if the exception does not say where.
Ref<> Report::printSyntaxError(Value exception) {
  if (!quietAttribute(thread_, exception, "print_file_and_line")) return Ref<>();
  Ref<> lineNumber = quietAttribute(thread_, exception, "lineno");
  Ref<> message = quietAttribute(thread_, exception, "msg");
  if (!message || !lineNumber || !isInt(lineNumber)) return Ref<>();
  for (const char* name : {"offset", "end_lineno", "end_offset"}) {
    Ref<> number = quietAttribute(thread_, exception, name);
    if (!number || (!number.get().isNone() && !isInt(number))) return Ref<>();
  }
  Ref<> filename = quietAttribute(thread_, exception, "filename");
  int64_t line = quietInt(thread_, exception, "lineno", 0);
  std::string shown = "<string>";
  if (filename && !filename.get().isNone()) {
    Ref<Str> name = str(thread_, filename);
    if (name) shown = toWtf8(name);
    thread_.clearException();
  }
  text("  File \"" + shown + "\", line " + std::to_string(line) + "\n");
  Ref<> source = quietAttribute(thread_, exception, "text");
  if (!source || !isStr(source)) return message;
  std::string body = toWtf8(source.get().as<Str>());
  int64_t offset = quietInt(thread_, exception, "offset", -1);
  int64_t endOffset = quietInt(thread_, exception, "end_offset", -1);
  if (quietInt(thread_, exception, "end_lineno", line) > line) endOffset = body.size();
  endOffset = std::min(endOffset, characterOffset(body, body.size() - (body.ends_with('\n') ? 1 : 0)) + 1);
  int64_t carets = endOffset > 0 && endOffset > offset ? endOffset - offset : 1;
  --offset;
  size_t skip = 0;
  while (skip < body.size() && isBlank(body[skip])) ++skip, --offset;
  body.erase(0, skip);
  int64_t length = body.size();
  if (length > 0 && body.back() == '\n') --length;
  offset = std::min(offset, length);
  for (size_t newline; (newline = body.find('\n')) != std::string::npos;) {
    if (static_cast<int64_t>(newline) >= offset) break;
    body.erase(0, newline + 1);
    offset -= newline + 1;
  }
  text("    " + body);
  if (body.empty() || body.back() != '\n') out_ += "\n";
  if (offset < 0) return message;
  text("    " + std::string(offset, ' ') + std::string(carets, '^') + "\n");
  return message;
}

void Report::printRepeated(int64_t count) {
  count -= kRepeatCutoff;
  // Without a margin, as CPython has it.
  out_ += "  [Previous line repeated " + std::to_string(count) + " more time" + (count > 1 ? "s" : "") + "]\n";
}

void Report::printTraceback(Value traceback, const char* headerMargin, const char* header) {
  int64_t limit = kDefaultTracebackLimit;
  if (Dict* sys = thread_.interpreter().sysDict) {
    Ref<Str> name = internText(thread_, "tracebacklimit");
    Value set = name ? dictGetStr(thread_, sys, name) : Value();
    int64_t number;
    if (set && isInt(set)) {
      limit = intFitsInt64(set, &number) ? number : intSign(set) < 0 ? 0 : INT64_MAX;
      if (limit <= 0) return;
    }
  }
  std::vector<Ref<>> entries;
  for (Ref<> entry = newRef(traceback); entry && !entry.get().isNone();) {
    Ref<> next = quietAttribute(thread_, entry, "tb_next");
    entries.push_back(std::move(entry));
    entry = std::move(next);
  }
  out_.append(2 * depth_, ' ');
  out_ += headerMargin;
  out_ += header;
  size_t first = static_cast<int64_t>(entries.size()) > limit ? entries.size() - limit : 0;
  std::string lastFile, lastName;
  int64_t lastLine = -1, count = 0;
  for (size_t i = first; i < entries.size(); ++i) {
    Ref<> frame = quietAttribute(thread_, entries[i], "tb_frame");
    Ref<> code = frame ? quietAttribute(thread_, frame, "f_code") : Ref<>();
    if (!code) continue;
    std::string file = quietText(thread_, code, "co_filename"), name = quietText(thread_, code, "co_name");
    int64_t line = quietInt(thread_, entries[i], "tb_lineno", -1);
    if (lastLine == -1 || line != lastLine || file != lastFile || name != lastName) {
      if (count > kRepeatCutoff) printRepeated(count);
      lastFile = file, lastName = name, lastLine = line, count = 0;
    }
    if (++count <= kRepeatCutoff) printFrame(entries[i], file, line, name);
  }
  if (count > kRepeatCutoff) printRepeated(count);
}

void Report::printFrame(Value traceback, const std::string& filename, int64_t line, const std::string& name) {
  text("  File \"" + filename + "\", line " + std::to_string(line) + ", in " + name + "\n");
  std::string source;
  if (!sources_.find(filename, line, &source)) return;
  size_t indent = 0;
  while (indent < source.size() && isBlank(source[indent])) ++indent;
  text("    " + source.substr(indent) + "\n");
  printCarets(traceback, source);
}

Report::Position Report::positionOf(Value traceback) {
  Position position;
  int64_t lasti = quietInt(thread_, traceback, "tb_lasti", -1);
  Ref<> frame = quietAttribute(thread_, traceback, "tb_frame");
  Ref<> code = frame ? quietAttribute(thread_, frame, "f_code") : Ref<>();
  Ref<> method = code ? quietAttribute(thread_, code, "co_positions") : Ref<>();
  if (!method || lasti < 0) return position;
  Ref<> positions = call(thread_, method);
  Iteration iteration;
  if (positions && iteration.start(thread_, positions)) {
    int64_t unit = 0;
    while (Ref<> item = iteration.next(thread_)) {
      if (unit++ != lasti / 2) continue;
      if (!isTuple(item) || item.get().as<Tuple>()->size != 4) break;
      int64_t numbers[4];
      for (int i = 0; i < 4; ++i) {
        Value number = item.get().as<Tuple>()->items[i];
        if (!isInt(number) || !intFitsInt64(number, &numbers[i])) numbers[i] = -1;
      }
      position = {numbers[0], numbers[1], numbers[2], numbers[3]};
      break;
    }
  }
  thread_.clearException();
  return position;
}

void Report::printCarets(Value traceback, const std::string& line) {
  Position position = positionOf(traceback);
  if (position.line < 0 || position.endLine < 0 || position.column < 0 || position.endColumn < 0) return;
  int64_t indent = 0;
  while (indent < static_cast<int64_t>(line.size()) && isBlank(line[indent])) ++indent;
  int64_t start = characterOffset(line, position.column), end;
  Anchors anchors;
  if (position.line == position.endLine) {
    end = characterOffset(line, position.endColumn);
    anchors = findAnchors(line, start, end);
  } else {  // of several lines only the first is shown: mark all of it
    size_t last = line.size();
    while (last > 0 && isBlank(line[last - 1])) --last;
    end = characterOffset(line, last);
  }
  int64_t stripped = characterOffset(line, line.size()) - indent;
  bool special = anchors.leftEnd != -1;
  if (end - start == stripped && !special) return;
  std::string carets;
  for (int64_t offset = indent - 4; ++offset <= end;) {
    if (offset <= start) carets += ' ';
    else if (!special) carets += '^';
    else carets += anchors.leftEnd < offset && offset <= anchors.rightStart ? '^' : '~';
  }
  text(carets + "\n");
}

}  // namespace

std::string exceptionReport(Thread& thread, Value exception) {
  Report report(thread);
  report.printRecursive(exception);
  return report.take();
}

std::string tracebackReport(Thread& thread, Value traceback) {
  Report report(thread);
  report.printTraceback(traceback, "", "Traceback (most recent call last):\n");
  return report.take();
}

void writeToStderr(Thread& thread, const std::string& wtf8) {
  Dict* sys = thread.interpreter().sysDict;
  Ref<> file = newRef(sys ? dictGetStr(thread, sys, thread.names().stderr) : Value());  // write() may replace it
  if (file && file.get().isNone()) return;
  if (file) {
    Ref<Str> text = newStr(thread, wtf8);
    Ref<> done = text ? callMethod(thread, file, thread.names().write, Value(text.get())) : Ref<>();
    if (done) {
      done = callMethod(thread, file, thread.names().flush);
      thread.clearException();
      return;
    }
    thread.clearException();
  }
  for (size_t sent = 0; sent < wtf8.size();) {
    ssize_t n = ::write(2, wtf8.data() + sent, wtf8.size() - sent);
    if (n <= 0) return;
    sent += n;
  }
}

void printException(Thread& thread, Value exception) {
  writeToStderr(thread, exceptionReport(thread, exception));
}

}  // namespace taipan
