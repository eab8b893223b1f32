// See the header.  A statement is complete when the parser says that it needs no more input; a block ends with an
// empty line.
#include "cli/prompt.h"

#include <stdio.h>
#include <stdlib.h>

#include <string>

#include "cli/streams.h"
#include "importing/compile_source.h"
#include "modules/builtins_io.h"
#include "modules/exception_printer.h"
#include "modules/sys_module.h"
#include "objects/abstract.h"
#include "objects/str.h"

namespace taipan {
namespace {

class Prompt {
 public:
  Prompt(Thread& thread, Dict* globals) : thread_(thread), globals_(globals) {}
  bool run();

 private:
  enum class Read { kStatement, kEnd };
  Status setDefault(Str* name, const char* text);
  std::string prompt(Str* name);
  bool readLine(Str* promptName, std::string* line);
  // The code of the next statement in *code; empty with an exception if it does not compile.
  Read readStatement(Ref<>* code);
  Ref<> compileInput(const std::string& text, InputState* state);
  Status runOne(Value code);

  Thread& thread_;
  Dict* globals_;
};

Status Prompt::setDefault(Str* name, const char* text) {
  Dict* sys = thread_.interpreter().sysDict;
  if (dictGetStr(thread_, sys, name)) return kOk;
  Ref<> value = TRY(newStr(thread_, text));
  return dictSetStr(thread_, sys, name, value);
}

std::string Prompt::prompt(Str* name) {
  Ref<> value = newRef(dictGetStr(thread_, thread_.interpreter().sysDict, name));
  if (!value) return "";
  Ref<Str> text = str(thread_, value);
  thread_.clearException();
  return text ? toWtf8(text) : "";
}

bool Prompt::readLine(Str* promptName, std::string* line) {
  std::string text = prompt(promptName);
  (void)flushStreams(thread_);
  fputs(text.c_str(), stderr);
  fflush(stderr);
  line->clear();
  for (int c; (c = getchar()) != EOF;) {
    line->push_back(static_cast<char>(c));
    if (c == '\n') return true;
  }
  clearerr(stdin);
  return !line->empty();
}

// With `state` null the input has ended: what is there must do.
Ref<> Prompt::compileInput(const std::string& text, InputState* state) {
  SourceOptions options;
  options.mode = ParseMode::kSingle;
  options.allowIncompleteInput = state != nullptr;
  options.endedByEmptyLine = state == nullptr && text.ends_with("\n\n");
  options.inputState = state;
  return compileText(thread_, text, "<stdin>", options);
}

// Nothing but blanks and a comment.
bool isEmptyLine(const std::string& line) {
  size_t begin = line.find_first_not_of(" \t\f");
  return begin == std::string::npos || line[begin] == '#' || line[begin] == '\n' || line[begin] == '\r';
}

Prompt::Read Prompt::readStatement(Ref<>* code) {
  std::string text, line;
  do {
    if (!readLine(thread_.names().ps1, &text)) return Read::kEnd;
  } while (isEmptyLine(text));
  for (bool closed = false;;) {
    InputState state;
    *code = compileInput(text, &state);
    bool more = *code ? state.compound && !closed : state.incomplete && (state.insideToken || !closed);
    if (text.back() != '\n') more = true;  // the input has ended, but that is not known before it is asked again
    if (!more && state.incomplete) {  // the blank line came too soon: say what was expected
      thread_.clearException();
      *code = compileInput(text, nullptr);
    }
    if (!more) return Read::kStatement;
    thread_.clearException();
    if (!readLine(thread_.names().ps2, &line)) {
      fputs("\n", stderr);
      *code = compileInput(text, nullptr);
      return Read::kStatement;
    }
    text += line;
    closed = line == "\n";
  }
}

Status Prompt::runOne(Value code) {
  Ref<> result = TRY(runCodeValue(thread_, code, globals_, Value(globals_)));
  return kOk;
}

bool Prompt::run() {
  if (!setDefault(thread_.names().ps1, ">>> ") || !setDefault(thread_.names().ps2, "... ")) thread_.clearException();
  for (;;) {
    Ref<> code;
    if (readStatement(&code) == Read::kEnd) {
      fputs("\n", stderr);
      return true;
    }
    if (!code || !runOne(code)) {
      if (thread_.exceptionMatches(TypeId::kSystemExit) && !thread_.interpreter().settings.inspect) return false;
      reportUncaught(thread_);
    }
    (void)flushStreams(thread_);
  }
}

}  // namespace

bool runPrompt(Thread& thread, Dict* globals) { return Prompt(thread, globals).run(); }

}  // namespace taipan
