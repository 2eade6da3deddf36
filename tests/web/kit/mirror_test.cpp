// The mirror: what the page is told, and only that.
#include "web/kit/mirror.h"

#include <doctest/doctest.h>

#include "web/kit/mirror_json.h"

namespace satchel::web::mirror_test {
namespace {

Node a_button(NodeId id, const char* name) {
  Node node;
  node.id = id;
  node.role = Role::button;
  node.name = name;
  node.rect = {10, 20, 100, 36};
  node.clip = {0, 0, 1280, 800};
  return node;
}

}  // namespace

TEST_SUITE("mirror") {
  TEST_CASE("a frame equal to the one before tells the page nothing") {
    Mirror mirror;
    for (int frame = 0; frame < 2; ++frame) {
      mirror.begin_frame();
      mirror.add(a_button(1, "Save"));
      if (frame == 0) mirror.mark_sent();
    }

    CHECK(mirror.changes().empty());
  }

  TEST_CASE("a touched node is sent again though it did not change") {
    Mirror mirror;
    mirror.begin_frame();
    mirror.add(a_button(1, "Save"));
    mirror.mark_sent();

    mirror.touch(1);

    REQUIRE(mirror.changes().changed.size() == 1);
    CHECK(mirror.changes().changed[0].name == "Save");
  }

  TEST_CASE("a node that is gone is removed and the order is sent again") {
    Mirror mirror;
    mirror.begin_frame();
    mirror.add(a_button(1, "Save"));
    mirror.add(a_button(2, "Cancel"));
    mirror.mark_sent();

    mirror.begin_frame();
    mirror.add(a_button(2, "Cancel"));

    const MirrorChanges changes = mirror.changes();
    CHECK(changes.changed.empty());
    CHECK(changes.removed == std::vector<NodeId>{1});
    CHECK(changes.structure_changed);
  }

  TEST_CASE("scrolling an area does not move its children in the page") {
    Mirror mirror;
    for (const float offset : {0.0F, 30.0F}) {
      mirror.begin_frame();
      Node area = a_button(1, "Rows");
      area.role = Role::region;
      area.scroll_height = 900;
      area.scroll_offset = offset;
      mirror.add(area);
      mirror.push_parent(1);
      Node row = a_button(2, "Row");
      row.rect.y = 50 - offset;
      mirror.add(row);
      mirror.pop_parent();
      if (offset == 0) mirror.mark_sent();
    }

    CHECK(mirror.changes().empty());
    CHECK(mirror.rect_in_parent(*mirror.find(2)).y == doctest::Approx(30.0));
  }

  TEST_CASE("two nodes with one id are counted and both kept") {
    Mirror mirror;
    mirror.begin_frame();
    mirror.add(a_button(1, "Save"));
    mirror.add(a_button(1, "Save"));

    CHECK(mirror.nodes().size() == 2);
    CHECK(mirror.duplicate_ids() == 1);
  }

  TEST_CASE("the visible part is the rectangle within the clip") {
    Node node = a_button(1, "Save");
    node.clip = {0, 0, 60, 40};

    CHECK(node.visible() == Rect{10, 20, 50, 20});
  }

  TEST_CASE("the JSON leaves defaults out and escapes what JSON must") {
    Mirror mirror;
    mirror.begin_frame();
    Node node = a_button(7, "Say \"hi\"\n");
    node.disabled = true;
    mirror.add(node);

    const std::string json = encode_mirror(mirror, mirror.changes(), {.last_event = 3});

    CHECK(json == R"({"seen":3,"nodes":[{"id":7,"role":"button","name":"Say \"hi\"\u000a","dis":1,)"
                  R"("r":[10,20,100,36]}],"order":[7,0]})");
  }

  TEST_CASE("every role has its own word") {
    CHECK(std::string{role_word(Role::text)} == "text");
    CHECK(std::string{role_word(Role::rowgroup)} == "rowgroup");
    CHECK(std::string{role_word(Role::image)} == "image");
  }
}

}  // namespace satchel::web::mirror_test
