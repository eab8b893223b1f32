// What a matched alternative amounts to: a node, a part of it, or a problem.
#include "syntax/mistake_finder.h"

namespace taipan {

using T = TokenType;
using A = GrammarAction::Kind;

const MistakeFinder::Match* MistakeFinder::act(const GrammarAction& action, const Match* const* items, size_t count, size_t first) {
  switch (action.kind) {
    case A::kNode: return makeNode(action.node, items, count, first);
    case A::kNothing: return nullptr;
    case A::kFirst: return items[0];
    case A::kInner: return items[1];
    case A::kLast: return items[count - 1];
    case A::kReal:
    case A::kImaginary: {
      bool complex = ast::cast<Constant>(items[0]->node)->value.type == ConstantType::kComplex;
      if (complex == (action.kind == A::kImaginary)) return items[0];
      parser_.raiseNode(complex ? "real number required in complex literal" : "imaginary number required in complex literal",
                        items[0]->node);
      return nullptr;
    }
    case A::kNone: break;
    default: return raise(action, items);
  }
  // One item beside lookaheads stands for the whole.
  const Match* only = nullptr;
  size_t found = 0;
  for (size_t i = 0; i < count; i++) {
    if (items[i] == nullptr) continue;
    only = items[i];
    found++;
  }
  if (found == 1) return only;
  return matchItems({items, items + count}, first);
}

const MistakeFinder::Match* MistakeFinder::makeNode(NodeKind kind, const Match* const* items, size_t count, size_t first) {
  ExprNode* node = nullptr;
  std::vector<const Match*> list(items, items + count);
  Match* match = matchItems(list, first);
  switch (kind) {
    case NodeKind::Comprehension: return match;
    case NodeKind::Keyword: {
      auto* keyword = parser_.newNode<Keyword>(first);
      if (items[0]->node != nullptr) keyword->arg = ast::cast<Name>(items[0]->node)->id;
      match->node = keyword;
      return match;
    }
    case NodeKind::Arg: match->node = parser_.newNode<Arg>(first); return match;
    case NodeKind::List:
    case NodeKind::Tuple: {
      std::vector<Node*> found;
      collect(match, &found);
      SeqBuilder<ExprNode*> elements;
      for (Node* element : found) elements.add(static_cast<ExprNode*>(element));
      if (kind == NodeKind::List) {
        auto* display = parser_.newNode<List>(first);
        display->elts = elements.finish(parser_.arena_);
        node = display;
      } else {
        auto* tuple = parser_.newNode<Tuple>(first);
        tuple->elts = elements.finish(parser_.arena_);
        node = tuple;
      }
      break;
    }
    case NodeKind::Starred: {
      auto* starred = parser_.newNode<Starred>(first);
      std::vector<Node*> found;
      collect(items[1], &found);
      starred->value = static_cast<ExprNode*>(found[0]);
      node = starred;
      break;
    }
    case NodeKind::Compare: {
      auto* compare = parser_.newNode<Compare>(first);
      compare->left = static_cast<ExprNode*>(items[0]->node);
      bool in = parser_.tokenAt(items[1]->first).type == T::kIn;
      CompareOperator op = in ? CompareOperator::In : CompareOperator::Eq;
      compare->ops = {parser_.arena_.copyArray(&op, 1), 1};
      node = compare;
      break;
    }
    case NodeKind::Constant: {
      auto* constant = parser_.newNode<Constant>(first);
      T type = parser_.tokenAt(first).type;
      constant->value.type = type == T::kNone    ? ConstantType::kNone
                             : type == T::kTrue  ? ConstantType::kTrue
                             : type == T::kFalse ? ConstantType::kFalse
                                                 : ConstantType::kEllipsis;
      node = constant;
      break;
    }
    default:  // only what it is and where it stands matters
      node = parser_.newNode<Constant>(first);
      node->kind = kind;
      break;
  }
  match->node = node;
  return match;
}

void MistakeFinder::collect(const Match* item, std::vector<Node*>* nodes) const {
  if (item == nullptr) return;
  if (item->node != nullptr) {
    nodes->push_back(item->node);
    return;
  }
  for (uint32_t i = 0; i < item->count; i++) collect(item->items[i], nodes);
}

const Node* MistakeFinder::placeOf(const Match* item) {
  if (item->node != nullptr) return item->node;
  auto* place = parser_.arena_.make<Constant>();
  const Token& first = parser_.tokenAt(item->first);
  size_t last = item->end - 1;
  auto isLayout = [&](T type) { return type == T::kNewline || type == T::kIndent || type == T::kDedent || type == T::kEndMarker; };
  while (last > item->first && isLayout(parser_.tokenAt(last).type)) last--;
  place->lineno = first.line;
  place->colOffset = first.col;
  place->endLineno = parser_.tokenAt(last).endLine;
  place->endColOffset = parser_.tokenAt(last).endCol;
  return place;
}

bool MistakeFinder::isOldStatement(const Match* item) const {
  const auto* name = dynCast<Name>(item->node);
  return name != nullptr && (name->id == "print" || name->id == "exec");
}

std::string MistakeFinder::messageOf(const GrammarAction& action, const Match* item) const {
  std::string message;
  for (size_t i = 0; i < action.message.size(); i++) {
    char c = action.message[i];
    if (c == '\\') c = action.message[++i];
    if (c != '%') {
      message += c;
      continue;
    }
    const Token& token = parser_.tokenAt(item->first);
    switch (action.message[++i]) {
      case 's': message += Parser::describe(static_cast<const ExprNode*>(item->node)); break;
      case 'd': message += std::to_string(token.line); break;
      default: {
        const auto* name = dynCast<Name>(item->node);
        message += name != nullptr ? std::string_view(name->id) : parser_.textOf(token);
      }
    }
  }
  return message;
}

const MistakeFinder::Match* MistakeFinder::raiseBetween(std::string message, const Node* from, const Node* to) {
  parser_.raiseRange(std::move(message), from, to);
  parser_.problem_.atToken = true;
  return nullptr;
}

const MistakeFinder::Match* MistakeFinder::raiseTarget(const Match* item, Parser::Target use) {
  const ExprNode* bad = parser_.findInvalidTarget(static_cast<const ExprNode*>(item->node), use);
  if (bad == nullptr) return nullptr;
  return raiseBetween(std::string(use == Parser::Target::kDelete ? "cannot delete " : "cannot assign to ") + Parser::describe(bad),
                      bad, bad);
}

const MistakeFinder::Match* MistakeFinder::raise(const GrammarAction& action, const Match* const* items) {
  const Match* first = items[action.first];
  auto lastClause = [&](uint32_t back) {
    const Match* clauses = items[action.second];
    const Match* clause = clauses->items[clauses->count - 1];
    return clause->items[clause->count - back];
  };
  auto lastOf = [&](const Match* item) -> const Node* {
    std::vector<Node*> nodes;
    collect(item, &nodes);
    return nodes.back();
  };
  // Where the last clause ends: at its last condition, or at what it iterates over.
  auto clauseEnd = [&]() { return lastClause(1)->count != 0 ? lastOf(lastClause(1)) : lastOf(lastClause(2)); };
  switch (action.kind) {
    case A::kAt: return raiseBetween(messageOf(action, first), placeOf(first), placeOf(first));
    case A::kTo: return raiseBetween(messageOf(action, first), placeOf(first), placeOf(items[action.second]));
    case A::kToLast: return raiseBetween(messageOf(action, first), placeOf(first), lastOf(items[action.second]));
    case A::kToClause: return raiseBetween(messageOf(action, first), placeOf(first), clauseEnd());
    case A::kToTarget: return raiseBetween(messageOf(action, first), placeOf(first), lastClause(4)->node);
    case A::kFrom: parser_.raiseFrom(messageOf(action, first), placeOf(first)); return nullptr;
    case A::kHere: parser_.raiseHere(messageOf(action, first)); return nullptr;
    case A::kBlock: parser_.raiseIndentation(messageOf(action, first)); return nullptr;
    case A::kKey:
      parser_.raiseAt(ProblemKind::kSyntaxError, messageOf(action, first), first->node->lineno, first->node->endColOffset - 1,
                      first->node->endLineno, -1);
      return nullptr;
    case A::kTarget: return raiseTarget(first, Parser::Target::kAssign);
    case A::kForTarget: return raiseTarget(first, Parser::Target::kFor);
    case A::kDeleted: return raiseTarget(first, Parser::Target::kDelete);
    case A::kComma:
      if (isOldStatement(first) || parser_.tokenAt(parser_.pos_ - 1).level == 0) return nullptr;
      return raiseBetween(messageOf(action, first), placeOf(first), placeOf(items[action.second]));
    case A::kOldStatement:
      if (!isOldStatement(first)) return nullptr;
      return raiseBetween(messageOf(action, first), placeOf(first), placeOf(items[action.second]));
    case A::kBareGenerator: {
      std::vector<Node*> nodes, positional;
      collect(first, &nodes);
      for (Node* node : nodes) {
        if (node->kind != NodeKind::Keyword) positional.push_back(node);
      }
      return positional.size() <= 1 ? nullptr : raiseBetween(messageOf(action, first), positional.back(), clauseEnd());
    }
    case A::kArgumentOrder: {
      std::vector<Node*> nodes;
      collect(first, &nodes);
      std::string message = messageOf(action, first);
      for (Node* node : nodes) {
        const auto* keyword = dynCast<Keyword>(node);
        if (keyword == nullptr || keyword->arg.data() != nullptr) continue;
        message += " unpacking";
        break;
      }
      parser_.raiseHere(std::move(message));
      return nullptr;
    }
    default: return nullptr;
  }
}

}  // namespace taipan
