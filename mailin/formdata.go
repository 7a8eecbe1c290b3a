package mailin

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"

	"complaintsd/cases"
)

// Some sites send what was filled in as a file: JSON or CSV (domain.md 5.3, shape 6).

// maxData is how many bytes of such a file are kept.
const maxData = 64 << 10

// dataKinds are the types and endings of such files.
var dataKinds = map[string]string{
	"application/json": "json", "text/json": "json", "json": "json", "application/x-json": "json",
	"text/csv": "csv", "application/csv": "csv", "text/comma-separated-values": "csv", "csv": "csv",
}

// Table is one of them, whole.
type Table struct{ Kind, Text string } // json or csv

// table keeps the bytes of a data file while they come in.
type table struct {
	bytes.Buffer
	pass *pass
	node *node
	kind string
}

// newTable gives the reader of a data file of the mail itself, nil for any other file.
func (p *pass) newTable(n *node, name string) inside {
	kind := dataKinds[n.kind]
	if kind == "" {
		kind = dataKinds[endingOf(name)]
	}
	if kind == "" || p.inside > 0 {
		return nil
	}
	return &table{pass: p, node: n, kind: kind}
}

func (t *table) Write(b []byte) (int, error) {
	if t.Len() <= maxData {
		t.Buffer.Write(b)
	}
	return len(b), nil
}

func (t *table) close() bool {
	if t.Len() <= maxData { // half of a table is none
		text := decodeCharset(t.Bytes(), t.node.params["charset"], t.pass.defect)
		t.pass.data = append(t.pass.data, Table{t.kind, text})
	}
	return false
}

// readData gives the labels and values of a data file to take, in order. What is no table gives none.
func readData(f Table, take func(label, value string)) {
	switch {
	case f.Kind == "csv":
		readCSV(f.Text, take)
	case json.Valid([]byte(f.Text)):
		d := json.NewDecoder(strings.NewReader(f.Text))
		d.UseNumber()
		t := tree{d, take}
		t.value("", 0)
	}
}

// maxNested is how deep a table may be.
const maxNested = 10

// said are the keys under which a form keeps what was asked and what was answered, when each is an object of its own.
var (
	asked    = set("label", "name", "title", "question", "vraag", "naam", "field", "key")
	answered = set("value", "answer", "antwoord", "waarde", "response")
)

// tree reads JSON that is known to be well-formed.
type tree struct {
	*json.Decoder
	take func(label, value string)
}

// value reads one value: a text, number or truth is what it gives; whatever else is looked into.
func (t tree) value(label string, depth int) (value string, single bool) {
	if depth > maxNested {
		var skipped json.RawMessage
		_ = t.Decode(&skipped)
		return "", false
	}
	token, _ := t.Token()
	switch v := token.(type) {
	case json.Delim:
		if v == '{' {
			t.object(label, depth)
		} else {
			t.list(label, depth)
		}
		_, _ = t.Token() // its end
		return "", false
	case string:
		return v, true
	case json.Number:
		return v.String(), true
	case bool:
		return map[bool]string{true: "ja", false: "nee"}[v], true
	}
	return "", true
}

// object is a question with its answer, or a field for each key. Below a label that is known, its name or value is
// the answer: `"locatie": {"id": 4, "naam": "Morel"}`.
func (t tree) object(label string, depth int) {
	var plain [][2]string
	question, answer := "", ""
	for t.More() {
		token, _ := t.Token()
		key, _ := token.(string)
		v, single := t.value(key, depth+1)
		if !single {
			continue
		}
		plain = append(plain, [2]string{key, v})
		switch key := strings.ToLower(key); {
		case asked[key] && question == "":
			question = v
		case answered[key]:
			answer = v
		}
	}
	if question != "" && answer != "" {
		t.take(question, answer)
		return
	}
	known := knownLabels([]string{label}) == 1
	for _, f := range plain {
		if key := strings.ToLower(f[0]); known && (asked[key] || answered[key]) {
			f[0] = label
		}
		t.take(f[0], f[1])
	}
}

// list joins the answers to one question.
func (t tree) list(label string, depth int) {
	var values []string
	for t.More() {
		if v, single := t.value(label, depth+1); single && v != "" {
			values = append(values, v)
		}
	}
	if len(values) > 0 && label != "" {
		t.take(label, strings.Join(values, ", "))
	}
}

// maxRows is how many rows of a table are read.
const maxRows = 200

// readCSV reads a row of labels with a row of values below it, or a row for each label and its value.
func readCSV(text string, take func(label, value string)) {
	first, _, _ := strings.Cut(text, "\n")
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff")))
	r.LazyQuotes, r.FieldsPerRecord, r.TrimLeadingSpace = true, -1, true
	for _, sep := range ";\t|" {
		if strings.Count(first, string(sep)) > strings.Count(first, string(r.Comma)) {
			r.Comma = sep
		}
	}
	var rows [][]string
	for len(rows) < maxRows {
		row, err := r.Read()
		if err != nil {
			break
		}
		rows = append(rows, row)
	}
	across := len(rows) == 2 && (len(rows[0]) != 2 || knownLabels(rows[0]) == 2)
	switch {
	case across:
		for i, label := range rows[0] {
			if i < len(rows[1]) {
				take(label, rows[1][i])
			}
		}
	default:
		for _, row := range rows {
			if len(row) > 1 {
				take(row[0], strings.Join(row[1:], ", "))
			}
		}
	}
}

func knownLabels(row []string) int {
	n := 0
	for _, label := range row {
		if formLabels[foldWord(strings.ToLower(strings.TrimSpace(label)))] != "" {
			n++
		}
	}
	return n
}

// shown lists what was filled in, in the order of the form.
func shown(order []string, fields map[string]string) []cases.FormField {
	var all []cases.FormField
	for _, name := range order {
		if fields[name] != "" {
			all = append(all, cases.FormField{Label: name, Value: fields[name]})
		}
	}
	return all
}

// writtenOut writes the fields as the text of a form, so that a case has words of its own.
func writtenOut(fields []cases.FormField) string {
	var lines []string
	for _, f := range fields {
		lines = append(lines, f.Label+": "+f.Value)
	}
	return strings.Join(lines, "\n")
}
