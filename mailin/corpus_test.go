package mailin

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// expectation is what a careful person says of a message: NAME.json beside NAME.eml. What it does not
// mention is not judged. TextHas and the like are parts that must or must not stand somewhere.
type expectation struct {
	Subject     *string           `json:"subject"`
	From        *string           `json:"from"`
	FromName    *string           `json:"from_name"`
	ReplyTo     *string           `json:"reply_to"`
	Date        *string           `json:"date"`
	Kind        *string           `json:"kind"`
	Text        *string           `json:"text"`
	Body        *string           `json:"body"`
	TextHas     []string          `json:"text_has"`
	TextLacks   []string          `json:"text_lacks"`
	BodyHas     []string          `json:"body_has"`
	BodyLacks   []string          `json:"body_lacks"`
	Files       *[]string         `json:"files"` // names, inline ones and attached messages too
	FilesHas    []string          `json:"files_has"`
	FileTypes   map[string]string `json:"file_types"` // by name
	IsAuto      *bool             `json:"is_auto"`
	IsBounce    *bool             `json:"is_bounce"`
	IsForward   *bool             `json:"is_forward"`
	Forward     map[string]string `json:"forward"`
	ForwardHas  []string          `json:"forward_has"` // parts of the body of the mail inside
	Bounce      map[string]string `json:"bounce"`
	Form        map[string]string `json:"form"`
	Ref         *string           `json:"ref"`
	Commands    []string          `json:"commands"` // words
	Defects     []string          `json:"defects"`  // some of them
	Flawless    bool              `json:"flawless"` // no defects at all
	NothingSaid *bool             `json:"nothing_new"`
}

// TestCorpus reads every message of testdata/mail with both kinds of line ends.
func TestCorpus(t *testing.T) {
	files, err := filepath.Glob("testdata/mail/*/*.eml")
	if err != nil || len(files) < 150 {
		t.Fatalf("%d messages, %v", len(files), err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var want expectation
		note, err := os.ReadFile(strings.TrimSuffix(file, ".eml") + ".json")
		if err != nil {
			t.Fatal(err)
		}
		d := json.NewDecoder(bytes.NewReader(note))
		d.DisallowUnknownFields()
		if err := d.Decode(&want); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		lf := bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
		crlf := bytes.ReplaceAll(lf, []byte("\n"), []byte("\r\n"))
		for end, raw := range map[string][]byte{"LF": lf, "CRLF": crlf} {
			t.Run(filepath.Base(file)+"/"+end, func(t *testing.T) { want.check(t, raw) })
		}
	}
}

func (w expectation) check(t *testing.T, raw []byte) {
	m := Parse(bytes.NewReader(raw), DefaultLimits())
	e := m.Explained("")
	kind, _, caseRef, commands, _, form := m.Explain(testOrganisation())
	e.Kind, e.Commands, e.Form = string(kind), commands, form
	e.Ref = string(caseRef)
	for name, field := range map[string]struct {
		want *string
		got  string
	}{
		"subject": {w.Subject, e.Subject}, "from": {w.From, e.From}, "from_name": {w.FromName, e.FromName}, "reply_to": {w.ReplyTo, e.ReplyTo},
		"date": {w.Date, e.Date}, "kind": {w.Kind, e.Kind}, "text": {w.Text, e.Text}, "body": {w.Body, e.Body}, "ref": {w.Ref, e.Ref},
	} {
		if field.want != nil && *field.want != field.got {
			t.Errorf("%s is %q, want %q", name, field.got, *field.want)
		}
	}
	for name, field := range map[string]struct {
		want *bool
		got  bool
	}{
		"is_auto": {w.IsAuto, e.IsAuto}, "is_bounce": {w.IsBounce, e.IsBounce}, "is_forward": {w.IsForward, e.IsForward}, "nothing_new": {w.NothingSaid, m.NothingNew},
	} {
		if field.want != nil && *field.want != field.got {
			t.Errorf("%s is %v", name, field.got)
		}
	}
	w.checkParts(t, e)
	w.checkInside(t, e)
}

func (w expectation) checkParts(t *testing.T, e Explanation) {
	for _, part := range []struct {
		name, text string
		has, lacks []string
	}{{"text", e.Text, w.TextHas, w.TextLacks}, {"body", e.Body, w.BodyHas, w.BodyLacks}} {
		for _, s := range part.has {
			if !strings.Contains(part.text, s) {
				t.Errorf("%s lacks %q: %q", part.name, s, part.text)
			}
		}
		for _, s := range part.lacks {
			if strings.Contains(part.text, s) {
				t.Errorf("%s has %q: %q", part.name, s, part.text)
			}
		}
	}
	names, types := []string{}, map[string]string{}
	for _, a := range e.Attachments {
		names, types[a.Name] = append(names, a.Name), a.Type
	}
	if w.Files != nil && !slices.Equal(*w.Files, names) {
		t.Errorf("files are %q, want %q", names, *w.Files)
	}
	for _, name := range w.FilesHas {
		if !slices.Contains(names, name) {
			t.Errorf("files are %q, want %q among them", names, name)
		}
	}
	for name, kind := range w.FileTypes {
		if types[name] != kind {
			t.Errorf("%s is of type %q, want %q", name, types[name], kind)
		}
	}
	for _, d := range w.Defects {
		if !slices.Contains(e.Defects, d) {
			t.Errorf("defects are %q, want %q among them", e.Defects, d)
		}
	}
	if w.Flawless && len(e.Defects) > 0 {
		t.Errorf("defects are %q, want none", e.Defects)
	}
	var words []string
	for _, c := range e.Commands {
		words = append(words, c.Word)
	}
	if w.Commands != nil && !slices.Equal(w.Commands, words) {
		t.Errorf("commands are %q, want %q", words, w.Commands)
	}
}

func (w expectation) checkInside(t *testing.T, e Explanation) {
	f, b := Forward{}, Bounce{}
	if e.Forward != nil {
		f = *e.Forward
	}
	if e.Bounce != nil {
		b = *e.Bounce
	}
	for _, inside := range []struct {
		name      string
		want, got map[string]string
	}{
		{"forward", w.Forward, map[string]string{"from": f.From, "from_name": f.FromName, "date": f.Date, "subject": f.Subject, "body": f.Body}},
		{"bounce", w.Bounce, map[string]string{"recipient": b.Recipient, "status": b.Status, "action": b.Action, "reason": b.Reason, "message_id": b.MessageID}},
		{"form", w.Form, e.Form},
	} {
		for field, want := range inside.want {
			if inside.got[field] != want {
				t.Errorf("%s %s is %q, want %q", inside.name, field, inside.got[field], want)
			}
		}
	}
	for _, s := range w.ForwardHas {
		if !strings.Contains(f.Body, s) {
			t.Errorf("the forwarded body lacks %q: %q", s, f.Body)
		}
	}
}
