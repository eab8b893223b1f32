// Who holds the interpreter's lock around calls of SQLite and its callbacks.
#include "modules/sqlite/sqlite.h"

namespace taipan::sqlite {

namespace {

// The thread state whose Unlocked call runs on this native thread.  SQLite's callbacks have no other way to know it.
Thread*& unlockedThread() {
  static thread_local Thread* thread = nullptr;
  return thread;
}

}  // namespace

Unlocked::Unlocked(Thread& thread) : thread_(thread), outer_(std::exchange(unlockedThread(), &thread)) { thread.lock->release(thread); }
Unlocked::~Unlocked() {
  thread_.lock->acquire(thread_);
  unlockedThread() = outer_;
}

Locked::Locked(Interpreter& interpreter) : waiting_(std::exchange(unlockedThread(), nullptr)) {
  if (waiting_) waiting_->lock->acquire(*waiting_);
  thread_ = waiting_ ? waiting_ : interpreter.currentThread;
}
Locked::~Locked() {
  if (waiting_) waiting_->lock->release(*waiting_);
  unlockedThread() = waiting_;
}

Callback* callbackData(sqlite3_context* context) {
  return static_cast<Callback*>(loadedLibrary().user_data(context));
}

void freeCallback(void* pointer) {
  auto* callback = static_cast<Callback*>(pointer);
  if (!callback) return;
  Locked locked(*callback->interpreter);
  delete callback;
}

}  // namespace taipan::sqlite
