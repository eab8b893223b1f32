// Number tokens to constants.
#include <charconv>
#include <cstdlib>

#include "syntax/parser_impl.h"

namespace taipan {

namespace {

double parseDouble(const std::string& text) {
  double value = 0;
  auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  // Out of range leaves the value alone; strtod gives infinity or zero as Python wants.
  if (result.ec == std::errc::result_out_of_range) return std::strtod(text.c_str(), nullptr);
  return value;
}

}  // namespace

ExprNode* Parser::parseNumber() {
  size_t start = pos_;
  std::string text;
  for (char c : textOf(tok())) {
    if (c != '_') text += c;
  }
  if (text.size() != textOf(tok()).size() && !requireVersion(6, "Underscores in numeric literals are")) return nullptr;
  advance();
  auto* node = newNode<Constant>(start);
  ConstantValue& value = node->value;
  int base = 10;
  if (text.size() > 2 && text[0] == '0') {
    char prefix = static_cast<char>(text[1] | 0x20);
    base = prefix == 'x' ? 16 : prefix == 'o' ? 8 : prefix == 'b' ? 2 : 10;
  }
  char last = text.back();
  if (base == 10 && (last == 'j' || last == 'J')) {
    text.pop_back();
    value.type = ConstantType::kComplex;
    value.imag = parseDouble(text);
    return node;
  }
  if (base == 10 && text.find_first_of(".eE") != std::string::npos) {
    value.type = ConstantType::kFloat;
    value.real = parseDouble(text);
    return node;
  }
  std::string_view digits = std::string_view(text).substr(base == 10 ? 0 : 2);
  int limit = options_.maxIntDigits;
  if (base == 10 && limit > 0 && digits.size() > static_cast<size_t>(limit)) {
    const Token& token = lexer_.tokens[start];
    return raiseAt(ProblemKind::kSyntaxError,
                   "Exceeds the limit (" + std::to_string(limit) +
                       " digits) for integer string conversion: value has " +
                       std::to_string(digits.size()) +
                       " digits; use sys.set_int_max_str_digits() to increase the limit - Consider "
                       "hexadecimal for huge integer literals to avoid decimal conversion limits.",
                   token.line, -1, token.endLine, -1);
  }
  value.type = ConstantType::kInt;
  value.integer = keepBigInt(arena_, BigInt::fromText(base, digits).value_or(BigInt()));
  return node;
}

}  // namespace taipan
