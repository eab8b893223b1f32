// Prints every field of every code object that a file compiles to, one fact a line, in the same
// form as compare_code.py prints those of the oracle.  Also prints problems and warnings.
//
//   taipan_code_dump [-O|-OO] [--eval|--single] [--await] FILE…     a FILE of "-" reads file names from standard input
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <string>

#include "base/number_text.h"
#include "base/text_repr.h"
#include "bytecode/exception_table.h"
#include "bytecode/location_table.h"
#include "compiler/compiler.h"
#include "syntax/source_text.h"

using namespace taipan;

namespace {

std::string out;

std::string constantText(const ConstantValue& c, std::vector<const CodeSpec*>& nested) {
  switch (c.type) {
    case ConstantType::kNone: return "None";
    case ConstantType::kFalse: return "False";
    case ConstantType::kTrue: return "True";
    case ConstantType::kEllipsis: return "Ellipsis";
    case ConstantType::kInt: return c.integer->sign() < 0 ? "-0x" + c.integer->abs().toHex()
                                                         : "0x" + c.integer->toHex();
    case ConstantType::kFloat: return floatRepr(c.real);
    case ConstantType::kComplex: return "complex(" + floatRepr(c.real) + "," + floatRepr(c.imag) + ")";
    case ConstantType::kStr: return strRepr(c.text);
    case ConstantType::kBytes: return bytesRepr(c.text);
    case ConstantType::kCode: nested.push_back(c.code); return "<code " + std::string(c.code->name) + ">";
    case ConstantType::kTuple:
    case ConstantType::kFrozenSet: break;
  }
  std::vector<std::string> items;
  for (const ConstantValue& item : c.items) items.push_back(constantText(item, nested));
  bool isSet = c.type == ConstantType::kFrozenSet;
  if (isSet) std::sort(items.begin(), items.end());
  std::string text = isSet ? "{" : "(";
  for (const std::string& item : items) text += item + ",";
  return text + (isSet ? "}" : ")");
}

void line(const std::string& name, std::string_view value) { out += name + " " + std::string(value) + "\n"; }
void line(const std::string& name, int value) { line(name, std::to_string(value)); }

void names(const char* title, Seq<std::string_view> list) {
  for (std::string_view name : list) line(title, strRepr(name));
}

void positions(const CodeSpec& code) {
  LocationTableReader reader(code.lineTable, code.firstLine);
  while (reader.next()) {
    const CodePosition& p = reader.position();
    line("at", std::to_string(reader.start()) + "-" + std::to_string(reader.end()) + ": " +
                   std::to_string(p.line) + "," + std::to_string(p.endLine) + "," +
                   std::to_string(p.column) + "," + std::to_string(p.endColumn));
  }
  ExceptionTableReader handlers(code.exceptionTable);
  ExceptionEntry e;
  while (handlers.next(e)) {
    line("handler", std::to_string(e.start) + "-" + std::to_string(e.end) + " -> " +
                        std::to_string(e.target) + " " + std::to_string(e.depth) +
                        (e.pushLasti ? " lasti" : ""));
  }
}

void dump(const CodeSpec& code) {
  line("CODE", code.qualifiedName);
  line("name", code.name);
  line("argcount", code.argCount);
  line("posonly", code.positionalOnlyArgCount);
  line("kwonly", code.keywordOnlyArgCount);
  line("flags", code.flags);
  line("firstlineno", code.firstLine);
  names("localsplus", code.localsPlusNames);
  std::string kinds;
  for (char kind : code.localsPlusKinds) kinds += std::to_string(static_cast<uint8_t>(kind)) + " ";
  line("kinds", kinds);
  names("names", code.names);
  std::vector<const CodeSpec*> nested;
  for (const ConstantValue& c : code.constants) line("const", constantText(c, nested));
  for (size_t i = 0; i + 1 < code.code.size(); i += 2) {
    uint8_t op = static_cast<uint8_t>(code.code[i]);
    if (op == 0) continue;
    line(std::to_string(i), std::string(kOpcodeInfos[op].name) + " " +
                                std::to_string(static_cast<uint8_t>(code.code[i + 1])));
  }
  line("size", static_cast<int>(code.code.size()));
  line("stacksize", code.stackSize);
  positions(code);
  for (const CodeSpec* inner : nested) dump(*inner);
}

ParseMode mode = ParseMode::kFile;
int32_t flags = 0;

void compileFile(const char* name, int level) {
  FILE* file = std::fopen(name, "rb");
  if (file == nullptr) return line("missing", name);
  std::string bytes;
  char buffer[65536];
  for (size_t n; (n = std::fread(buffer, 1, sizeof buffer, file)) > 0;) bytes.append(buffer, n);
  std::fclose(file);
  auto problem = [&](const SyntaxProblem& p) {
    line("PROBLEM", p.message);
    if (!p.hasPosition) return line("where", "");
    line("where", std::to_string(p.lineno) + "," + std::to_string(p.offset) + "," +
                      std::to_string(p.endLineno) + "," + std::to_string(p.endOffset));
  };
  DecodedSource source = decodeSource(bytes, name, true);
  if (source.problem) return problem(*source.problem);
  Arena arena;
  ParseOptions parse;
  parse.filename = name;
  parse.mode = mode;
  ParseResult parsed = parseSource(arena, source.text, parse);
  if (parsed.tree == nullptr) return problem(parsed.problem);
  CompileOptions options;
  options.fileName = name;
  options.optimizationLevel = level;
  options.flags = flags;
  CompileResult result = compileModule(arena, parsed.tree, options);
  for (const auto& warning : result.warnings) {
    line("WARNING", std::to_string(warning.lineno) + " " + warning.message);
  }
  if (result.code == nullptr) return problem(result.problem);
  dump(*result.code);
}

void show(const char* name, int level) {
  out = std::string("FILE ") + name + "\n";
  compileFile(name, level);
  std::fwrite(out.data(), 1, out.size(), stdout);
}

}  // namespace

int main(int argc, char** argv) {
  int level = 0;
  for (int i = 1; i < argc; i++) {
    if (std::strcmp(argv[i], "-O") == 0) {
      level = 1;
    } else if (std::strcmp(argv[i], "-OO") == 0) {
      level = 2;
    } else if (std::strcmp(argv[i], "--eval") == 0) {
      mode = ParseMode::kEval;
    } else if (std::strcmp(argv[i], "--single") == 0) {
      mode = ParseMode::kSingle;
    } else if (std::strcmp(argv[i], "--await") == 0) {
      flags |= kCfAllowTopLevelAwait;
    } else if (std::strcmp(argv[i], "-") == 0) {
      char name[4096];
      while (std::fgets(name, sizeof name, stdin) != nullptr) {
        name[std::strcspn(name, "\n")] = 0;
        show(name, level);
      }
    } else {
      show(argv[i], level);
    }
  }
  return 0;
}
