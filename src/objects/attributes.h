// Attribute areas and shapes: where instances of Python classes keep their attributes.
//
// An instance of a class with `__dict__` holds, at type->attributesOffset:
//
//      ┌ Shape* shape      which name is in which slot; never null
//      ├ Value* overflow   slots beyond the inline ones; or, in dictionary mode, the Dict*
//      └ Value inlineSlots[shape->inlineCapacity]
//
// A Shape belongs to one type and grows as a tree: adding a name leads to a child shape.  shape->id is
// unique in the interpreter and stands for (type version, names in order); a change to the type or its bases
// gives all shapes of the type new ids (typeModified).  So one compare of an id tells an inline cache that
// neither the class nor the layout changed, and the slot may be loaded.
//
// The dictionary is made when somebody asks for `__dict__`, deletes an attribute out of order or stores too
// many: then the slots move into a Dict, the shape becomes the root's dictionaryShape (its id is never cached
// for slots), and `overflow` points to the Dict.  From then on the Dict is the only home of the attributes.
//
// Var-sized instances (subclasses of int, tuple …) have the area behind their items, with no inline slots.
#pragma once

#include "heap/ref.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

struct Shape {
  uint32_t id;               // see above
  uint16_t slotCount;
  uint16_t inlineCapacity;
  bool isDictionary;
  Type* type;                // borrowed: shapes die with their type
  Shape* parent;
  Str* name;                 // of the last slot; owned.  Null in the root
  Shape* firstChild;
  Shape* nextSibling;
  Shape* dictionaryShape;    // of the root this shape descends from
  uint32_t lastLookupName;   // reserved
  // name → slot for shapes with many slots; made on demand.
  struct ShapeIndex* index;
};

constexpr int kMaxShapeSlots = 64;

struct AttributeArea {
  Shape* shape;
  union {
    Value* overflow;
    Dict* dict;
  };
  Value inlineSlots[];
};

// Offset of an area's field within the instance for slot `i`, when inline.
AttributeArea* attributeAreaOf(Object* object);  // null if the type has none

// Borrowed; empty if absent.  None of these two runs Python code.
Value getInstanceAttribute(Object* object, AttributeArea* area, Str* name);
int findSlot(const Shape* shape, Str* name);  // -1 if absent; `name` interned
// Empty value deletes.  Fails for lack of memory; false in *found: nothing to delete.
Status setInstanceAttribute(Thread& thread, Object* object, AttributeArea* area, Str* name, Value value, bool* found);
// The instance's dictionary, materialised: for area or plain dict field.  Null + exception on failure;
// null without exception if instances of the type have no __dict__.
Dict* instanceDict(Thread& thread, Object* object);
Status setInstanceDict(Thread& thread, Object* object, Value dict);

}  // namespace taipan
