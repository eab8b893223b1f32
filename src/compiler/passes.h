// The passes that turn generated blocks into final ones, in the order in which assembler.cc runs
// them.  Each does what CPython 3.11's compiler does at that point, since the result must be equal.
#pragma once

#include <cstdint>

#include "compiler/constant_pool.h"
#include "compiler/flow_graph.h"

namespace taipan::compiler {

// Computes `exits` and `noFallThrough`, and skips empty jump targets.
void normalizeBlocks(FlowGraph& graph);
// Copies small exit blocks without line in place of unconditional jumps to them.
void inlineSmallExits(FlowGraph& graph);
// Peephole optimisation of all blocks, then removal of unreachable code, NOPs and useless jumps.
void optimizeGraph(FlowGraph& graph, ConstantPool& constants);
// Peephole optimisation of one block (peephole.cc).
void optimizeBlock(Arena& arena, Block& block, ConstantPool& constants);
// Gives every jump to an exit without line its own copy of that exit, so that the copy can take
// over the jump's line (PEP 626).
void duplicateExitsWithoutLine(FlowGraph& graph);
// Drops constants at the end of the pool that no instruction uses; the first one always stays.
void trimUnusedConstants(FlowGraph& graph, ConstantPool& constants);
// Instructions without position take the one of what runs before them, where that is unique.
void propagatePositions(FlowGraph& graph);
// Returns that still have no line take the line of the code before them.
void guaranteeLinesForExits(FlowGraph& graph, int firstLine);
// Greatest stack depth; also sets every block's startDepth.
int computeStackDepth(FlowGraph& graph, bool startsWithOne);
// Sets `handler` of every instruction from the kSetup…/kPopBlock pairs, then turns those to NOPs.
void resolveExceptionHandlers(FlowGraph& graph);
// Removes NOPs that no line depends on.
void removeNops(FlowGraph& graph);
// Replaces pseudo jumps by forward or backward jumps.
void chooseJumpDirections(FlowGraph& graph);

}  // namespace taipan::compiler
