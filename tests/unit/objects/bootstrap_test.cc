// An interpreter comes up, computes and goes away.
#include <gtest/gtest.h>

#include "objects/abstract.h"
#include "objects/int.h"
#include "objects/interpreter.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/thread.h"

namespace taipan {
namespace {

class InterpreterTest : public testing::Test {
 protected:
  void SetUp() override { thread_ = createInterpreter(Settings{}); ASSERT_NE(thread_, nullptr); }
  void TearDown() override { destroyInterpreter(&thread_->interpreter()); }
  std::string text(Value v) {
    Ref<Str> r = repr(*thread_, v);
    return r ? toWtf8(r) : "<error>";
  }
  Thread* thread_ = nullptr;
};

TEST_F(InterpreterTest, ListOfIntsHasRepr) {
  Ref<List> list = newList(*thread_);
  ASSERT_TRUE(listAppend(*thread_, list, Value::smallInt(1)));
  ASSERT_TRUE(listAppend(*thread_, list, kNone));
  EXPECT_EQ(text(list), "[1, None]");
}

TEST_F(InterpreterTest, NativeMethodBindsItsArguments) {
  Ref<Str> s = newStr(*thread_, "a,b");
  Ref<Str> comma = newStr(*thread_, ",");
  Ref<> method = getAttribute(*thread_, s, "split");
  ASSERT_TRUE(method);
  Ref<> parts = call(*thread_, method, Value(comma));
  ASSERT_TRUE(parts);
  EXPECT_EQ(text(parts), "['a', 'b']");
}

TEST_F(InterpreterTest, WrongArgumentCountRaisesTypeError) {
  Ref<List> list = newList(*thread_);
  Ref<> method = getAttribute(*thread_, list, "append");
  ASSERT_TRUE(method);
  Ref<> result = call(*thread_, method);
  EXPECT_FALSE(result);
  ASSERT_TRUE(thread_->exceptionMatches(TypeId::kTypeError));
  Ref<> error = thread_->takeException();
  Ref<Str> message = str(*thread_, error);
  EXPECT_EQ(toWtf8(message), "list.append() takes exactly one argument (0 given)");
}

}  // namespace
}  // namespace taipan
