// Text: well-formed, folded for search, and free of card numbers.
#include "shared/base/text.h"

#include <doctest/doctest.h>

namespace satchel::text_test {

TEST_SUITE("text") {
  TEST_CASE("clean text is well-formed UTF-8 without U+0000") {
    CHECK(is_clean_utf8("México, 東京, 😀"));
    CHECK(is_clean_utf8(""));
    CHECK_FALSE(is_clean_utf8(std::string_view("a\0b", 3)));
    CHECK_FALSE(is_clean_utf8("\xc3"));
    CHECK_FALSE(is_clean_utf8("\xc0\xaf"));
    CHECK_FALSE(is_clean_utf8("\xed\xa0\x80"));
    CHECK_FALSE(is_clean_utf8("\xf4\x90\x80\x80"));
    CHECK_FALSE(is_clean_utf8("\x80"));
  }

  TEST_CASE("length counts code points") {
    CHECK(length_of("México") == 6);
    CHECK(length_of("東京") == 2);
    CHECK(length_of("") == 0);
  }

  TEST_CASE("folding drops case and accents of Latin and the case of Greek and Cyrillic") {
    CHECK(fold("México D.F.") == "mexico d.f.");
    CHECK(fold("Åarhus Ærø Łódź Straße") == "aarhus aero lodz strasse");
    CHECK(fold("Œuvre Señor Çelik Ñandú ŸŽš") == "oeuvre senor celik nandu yzs");
    CHECK(fold("ΑΘΗΝΑ МОСКВА") == "αθηνα москва");
    CHECK(fold("東京") == "東京");
    CHECK(fold("e\xcc\x81") == "e");
  }

  TEST_CASE("every letter of the Latin supplement and extension A folds to letters") {
    for (unsigned point = 0xc0; point <= 0x17f; ++point) {
      if (point == 0xd7 || point == 0xf7) continue;
      const std::string letter{static_cast<char>(0xc0 | (point >> 6)),
                               static_cast<char>(0x80 | (point & 0x3f))};
      CAPTURE(point);
      CHECK(fold(fold(letter)) == fold(letter));
      CHECK_FALSE(fold(letter).empty());
    }
    CHECK(fold("ĀĐĘĞĤİĶŁŃŐŘŠŤŰŴŶŻ") == "adeghiklnorstuwyz");
  }

  TEST_CASE("words part at white space and punctuation") {
    CHECK(folded_words("Obere Str. 57, (Berlin)") ==
          std::vector<std::string>{"obere", "str", "57", "berlin"});
    CHECK(folded_words("maria@alfreds.example") ==
          std::vector<std::string>{"maria", "alfreds", "example"});
    CHECK(folded_words(" ,;- ").empty());
    CHECK(folded_words("").empty());
  }

  TEST_CASE("trimming drops outer white space") {
    CHECK(trim(" \t a b\r\n") == "a b");
    CHECK(trim("   ") == "");
  }

  TEST_CASE("an e-mail address has one @ and a dot in its domain") {
    CHECK(is_email("maria@alfreds.example"));
    for (const char* text : {"", "maria", "@a.b", "a@b", "a@.b", "a@b.", "a b@c.d", "a@b@c.d",
                             "a@b.c,d@e.f", "<a@b.c>"}) {
      CAPTURE(text);
      CHECK_FALSE(is_email(text));
    }
  }

  TEST_CASE("a card number is found with its scheme's prefix and length and a valid check digit") {
    CHECK(card_number_in("4111111111111111") == "4111111111111111");
    CHECK(card_number_in("card 4111 1111 1111 1111 please") == "4111111111111111");
    CHECK(card_number_in("3782-822463-10005") == "378282246310005");
    CHECK(card_number_in("5555555555554444") == "5555555555554444");
    CHECK(card_number_in("2223003122003222") == "2223003122003222");
    CHECK(card_number_in("30569309025904") == "30569309025904");
    CHECK(card_number_in("6011111111111117") == "6011111111111117");
    CHECK(card_number_in("3530111333300000") == "3530111333300000");
  }

  TEST_CASE("a card number beside other digits is found") {
    CHECK(card_number_in("12 4111 1111 1111 1111") == "4111111111111111");
    CHECK(card_number_in("4111 1111 1111 1111 12/27") == "4111111111111111");
    CHECK(card_number_in("030-0074321 4111111111111111") == "4111111111111111");
  }

  TEST_CASE("the first letters of a text are whole ones") {
    CHECK(first_letters("Müsli", 2) == "Mü");
    CHECK(first_letters("Müsli", 5) == "Müsli");
    CHECK(first_letters("Müsli", 9) == "Müsli");
    CHECK(first_letters("Müsli", 0).empty());
  }

  TEST_CASE("other digits are not card numbers") {
    CHECK(card_number_in("4111111111111112").empty());
    CHECK(card_number_in("030-0074321").empty());
    CHECK(card_number_in("PO 2026-11-22 / 1001").empty());
    CHECK(card_number_in("41111111111111111111111").empty());
    CHECK(card_number_in("1234567812345670").empty());
    CHECK(card_number_in("").empty());
  }
}

}  // namespace satchel::text_test
