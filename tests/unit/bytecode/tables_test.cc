// Location and exception tables: what is written reads back, and damaged tables are survived.
#include <gtest/gtest.h>

#include "bytecode/exception_table.h"
#include "bytecode/location_table.h"

namespace taipan {
namespace {

TEST(LocationTable, EveryFormReadsBack) {
  const CodePosition positions[] = {{10, 10, 4, 9},   {11, 11, 100, 120}, {11, 11, 3, 90},
                                    {20, 22, 0, 300}, {5, -1, -1, -1},    {}};
  LocationTableWriter writer(10);
  for (const CodePosition& position : positions) writer.add(position, 11);
  std::string table = writer.take();
  LocationTableReader reader(table, 10);
  for (CodePosition expected : positions) {
    if (expected.endLine < 0) expected.endLine = expected.line;
    for (int units : {8, 3}) {
      ASSERT_TRUE(reader.next());
      EXPECT_EQ(reader.position(), expected);
      EXPECT_EQ(reader.end() - reader.start(), 2 * units);
    }
  }
  EXPECT_FALSE(reader.next());
  EXPECT_TRUE(reader.wellFormed());
  EXPECT_EQ(lineOfOffset(table, 10, 22), 11);
  EXPECT_EQ(lineOfOffset(table, 10, -1), 10);
}

TEST(LocationTable, TruncatedTablesStop) {
  LocationTableWriter writer(1);
  writer.add({1000, 2000, 300, 400}, 8);
  std::string table = writer.take();
  for (size_t size = 1; size < table.size(); size++) {
    LocationTableReader reader(std::string_view(table).substr(0, size), 1);
    while (reader.next()) {
    }
    EXPECT_FALSE(reader.wellFormed());
  }
}

TEST(ExceptionTable, EntriesAreFoundByOffset) {
  std::string table;
  appendExceptionEntry(table, {2, 10, 5000, 3, true});
  appendExceptionEntry(table, {70, 300000, 4, 0, false});
  ExceptionEntry found;
  EXPECT_FALSE(findExceptionHandler(table, 1, found));
  ASSERT_TRUE(findExceptionHandler(table, 9, found));
  EXPECT_EQ(found.target, 5000);
  EXPECT_EQ(found.depth, 3);
  EXPECT_TRUE(found.pushLasti);
  EXPECT_FALSE(findExceptionHandler(table, 10, found));
  ASSERT_TRUE(findExceptionHandler(table, 299999, found));
  EXPECT_EQ(found.end, 300000);
  ExceptionTableReader broken(std::string_view(table).substr(1));
  EXPECT_FALSE(broken.next(found));
  EXPECT_FALSE(broken.wellFormed());
}

}  // namespace
}  // namespace taipan
