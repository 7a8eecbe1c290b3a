package cases

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func ring() Keyring {
	return Keyring{Current: 1, Keys: map[int][]byte{1: []byte("0123456789abcdef0123456789abcdef"), 2: []byte("another key of thirty-two bytes!")}}
}

func TestTokenCoversEveryField(t *testing.T) {
	k := ring()
	base := Token{Key: 1, ID: 42, Org: "KLP", Ref: "KLP-2026-0042", Party: "jansen", Scope: ScopeStaff, Expires: Date{2026, 12, 1}}
	text := k.Text(base)
	if len(text) != TokenLength || !k.Verify(text, base) || !k.Verify(strings.ToUpper(text), base) {
		t.Fatalf("token %q does not verify", text)
	}
	for name, change := range map[string]func(*Token){
		"key": func(t *Token) { t.Key = 2 }, "id": func(t *Token) { t.ID++ }, "organisation": func(t *Token) { t.Org = "KLQ" },
		"case": func(t *Token) { t.Ref = "KLP-2026-0043" }, "person": func(t *Token) { t.Party = "bakker" },
		"scope": func(t *Token) { t.Scope = ScopeParent }, "expiry": func(t *Token) { t.Expires = Date{2027, 12, 1} },
		"unknown key": func(t *Token) { t.Key = 9 },
	} {
		other := base
		change(&other)
		if k.Verify(text, other) {
			t.Errorf("a token with another %s verifies", name)
		}
	}
	for i := range text {
		for _, c := range crockford {
			if byte(c) != text[i] && k.Verify(text[:i]+string(c)+text[i+1:], base) {
				t.Errorf("changed at %d to %c, the token verifies", i, c)
			}
		}
	}
	if k.Verify(text[:23], base) || k.Verify(text+"0", base) || k.Verify("", base) {
		t.Error("a token of another length verifies")
	}
}

func TestTokenID(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.Uint32Range(0, 1<<30-1).Draw(t, "id")
		text := ring().Text(Token{Key: 1, ID: id, Party: rapid.String().Draw(t, "party")})
		if got, ok := TokenID(text); !ok || got != id {
			t.Fatalf("%q: id %d %v, want %d", text, got, ok, id)
		}
	})
	for _, bad := range []string{"", "1", strings.Repeat("u", 24), strings.Repeat("2", 24), strings.Repeat("1", 25)} {
		if _, ok := TokenID(bad); ok {
			t.Errorf("%q is taken for a token", bad)
		}
	}
}
