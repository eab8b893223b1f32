// Prints a file's tree as ast.dump(tree, include_attributes=True) does, or its syntax problem;
// with -q only parses.  For compare_ast.py.
#include <cstdio>
#include <cstring>
#include <string>

#include "base/number_text.h"
#include "base/text_repr.h"
#include "syntax/ast_table.h"
#include "syntax/parser.h"
#include "syntax/source_text.h"
#include "syntax/unparse.h"

using namespace taipan;
using namespace taipan::ast;

namespace {

std::string out;
bool unparse = false;

void dumpConstant(const ConstantValue& value) {
  switch (value.type) {
    case ConstantType::kNone:
    case ConstantType::kCode: out += "None"; break;
    case ConstantType::kTrue: out += "True"; break;
    case ConstantType::kFalse: out += "False"; break;
    case ConstantType::kEllipsis: out += "Ellipsis"; break;
    case ConstantType::kInt: out += value.integer->toDecimal(); break;
    case ConstantType::kFloat: out += floatRepr(value.real); break;
    case ConstantType::kComplex: out += complexRepr(value.real, value.imag); break;
    case ConstantType::kStr: out += strRepr(value.text); break;
    case ConstantType::kBytes: out += bytesRepr(value.text); break;
    default: out += "?"; break;
  }
}

void dumpNode(const Node* node);

template <typename V>
void dumpValue(const V& value, const FieldInfo& field);

void dumpOne(const char* at, const FieldInfo& field) {
  const TypeInfo& typeOfField = typeInfo(field.type);
  switch (field.type) {
    case TypeId::kIdentifier:
    case TypeId::kString: {
      const auto& text = *reinterpret_cast<const std::string_view*>(at);
      out += text.data() == nullptr ? "None" : strRepr(text);
      return;
    }
    case TypeId::kInt: out += std::to_string(*reinterpret_cast<const int*>(at)); return;
    case TypeId::kConstant: dumpConstant(*reinterpret_cast<const ConstantValue*>(at)); return;
    default: break;
  }
  if (typeOfField.isEnum) {
    out += typeOfField.members[static_cast<size_t>(*reinterpret_cast<const uint8_t*>(at))];
    out += "()";
    return;
  }
  const Node* child = *reinterpret_cast<Node* const*>(at);
  if (child == nullptr) {
    out += "None";
  } else {
    dumpNode(child);
  }
}

size_t sizeOf(const FieldInfo& field) {
  switch (field.type) {
    case TypeId::kIdentifier:
    case TypeId::kString: return sizeof(std::string_view);
    case TypeId::kInt: return sizeof(int);
    case TypeId::kConstant: return sizeof(ConstantValue);
    default: return typeInfo(field.type).isEnum ? 1 : sizeof(Node*);
  }
}

bool isAbsent(const char* at, const FieldInfo& field) {
  if (field.multiplicity != Multiplicity::kOptional) return false;
  if (field.type == TypeId::kIdentifier || field.type == TypeId::kString) {
    return reinterpret_cast<const std::string_view*>(at)->data() == nullptr;
  }
  if (field.type == TypeId::kInt) return false;
  return *reinterpret_cast<Node* const*>(at) == nullptr;
}

void dumpNode(const Node* node) {
  const NodeInfo& info = nodeInfo(node->kind);
  out += info.name;
  out += '(';
  bool first = true;
  auto name = [&](const char* text) {
    if (!first) out += ", ";
    first = false;
    out += text;
    out += '=';
  };
  for (const FieldInfo& field : info.fields) {
    const char* at = reinterpret_cast<const char*>(node) + field.offset;
    if (isAbsent(at, field)) continue;
    name(field.name);
    if (field.multiplicity != Multiplicity::kSequence) {
      dumpOne(at, field);
      continue;
    }
    const auto& seq = *reinterpret_cast<const Seq<char>*>(at);
    out += '[';
    for (size_t i = 0; i < seq.size; i++) {
      if (i > 0) out += ", ";
      dumpOne(seq.data + i * sizeOf(field), field);
    }
    out += ']';
  }
  if (typeInfo(info.type).hasPositions) {
    name("lineno");
    out += std::to_string(node->lineno);
    name("col_offset");
    out += std::to_string(node->colOffset);
    name("end_lineno");
    out += std::to_string(node->endLineno);
    name("end_col_offset");
    out += std::to_string(node->endColOffset);
  }
  out += ')';
}

const char* problemName(ProblemKind kind) {
  switch (kind) {
    case ProblemKind::kSyntaxError: return "SyntaxError";
    case ProblemKind::kIndentationError: return "IndentationError";
    case ProblemKind::kTabError: return "TabError";
    case ProblemKind::kMemoryError: return "MemoryError";
    case ProblemKind::kRecursionError: return "RecursionError";
    case ProblemKind::kValueError: return "ValueError";
    case ProblemKind::kUnicodeDecodeError: return "UnicodeDecodeError";
    case ProblemKind::kIncompleteInput: return "_IncompleteInputError";
  }
  return "?";
}

std::string readAll(FILE* file) {
  std::string text;
  char buffer[65536];
  size_t count;
  while ((count = std::fread(buffer, 1, sizeof(buffer), file)) > 0) text.append(buffer, count);
  return text;
}

void run(std::string_view source, const ParseOptions& options) {
  Arena arena;
  DecodedSource decoded = decodeSource(source, "f.py", false);
  ParseResult result;
  if (decoded.problem) {
    result.problem = *decoded.problem;
  } else {
    result = parseSource(arena, decoded.text, options);
  }
  if (result.tree != nullptr && unparse && result.tree->kind == NodeKind::Expression) {
    out += unparseExpression(ast::cast<Expression>(result.tree)->body).value_or("too deep") + '\n';
    return;
  }
  if (result.tree != nullptr) {
    dumpNode(result.tree);
  } else {
    const SyntaxProblem& p = result.problem;
    out += std::string(problemName(p.kind)) + ": " + p.message;
    if (p.hasPosition) {
      out += " @ " + std::to_string(p.lineno) + ":" + std::to_string(p.offset) + "-" +
             std::to_string(p.endLineno) + ":" + std::to_string(p.endOffset) + " " +
             (p.text ? strRepr(*p.text) : "None");
    }
  }
  out += '\n';
}

}  // namespace

/// ast_dump [-e|-s|-f|-t] FILE...: one line for each file ("-": sources from stdin, separated by NUL).
int main(int argc, char** argv) {
  ParseOptions options;
  bool quiet = false;
  for (int i = 1; i < argc; i++) {
    if (std::strcmp(argv[i], "-e") == 0) options.mode = ParseMode::kEval;
    else if (std::strcmp(argv[i], "-s") == 0) options.mode = ParseMode::kSingle;
    else if (std::strcmp(argv[i], "-f") == 0) options.mode = ParseMode::kFuncType;
    else if (std::strcmp(argv[i], "-t") == 0) options.typeComments = true;
    else if (std::strcmp(argv[i], "-u") == 0) unparse = true;
    else if (std::strcmp(argv[i], "-q") == 0) quiet = true;
    else if (std::strcmp(argv[i], "-") == 0) {
      std::string all = readAll(stdin);
      size_t at = 0;
      while (at <= all.size()) {
        size_t end = all.find('\0', at);
        if (end == std::string::npos) end = all.size();
        run(std::string_view(all).substr(at, end - at), options);
        at = end + 1;
      }
    } else {
      FILE* file = std::fopen(argv[i], "rb");
      if (file == nullptr) return 1;
      std::string text = readAll(file);
      std::fclose(file);
      if (quiet) {
        Arena arena;
        parseSource(arena, text, options);
        continue;
      }
      run(text, options);
    }
  }
  std::fwrite(out.data(), 1, out.size(), stdout);
  return 0;
}
