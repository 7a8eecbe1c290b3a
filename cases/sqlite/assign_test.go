package sqlite

import (
	"database/sql/driver"
	"errors"
	"reflect"
	"testing"

	"complaintsd/cases"
)

func TestAssign(t *testing.T) {
	seven := int64(7)
	for _, c := range []struct {
		value driver.Value
		want  any // its type is that of the variable
		fails bool
	}{
		{int64(7), int64(7), false},
		{int64(7), 7, false},
		{int64(7), uint32(7), false},
		{int64(-1), uint32(0), true},
		{int64(1) << 40, uint32(0), true},
		{int64(1), true, false},
		{int64(0), false, false},
		{int64(2), false, true},
		{int64(7), &seven, false},
		{nil, (*int64)(nil), false},
		{nil, []byte(nil), false},
		{nil, "", true},
		{nil, int64(0), true},
		{"KLP-2026-0001", "KLP-2026-0001", false},
		{"KLP-2026-0001", cases.Ref("KLP-2026-0001"), false},
		{"words", []byte("words"), false},
		{[]byte("words"), []byte("words"), false},
		{[]byte("words"), "words", false},
		{"7", int64(0), true},
		{int64(7), "", true},
		{1.5, int64(0), true},
	} {
		dest := reflect.New(reflect.TypeOf(c.want))
		err := assignAll([]any{dest.Interface()}, []driver.Value{c.value})
		if c.fails {
			if !errors.Is(err, errShape) {
				t.Errorf("%T %v into %T: error %v", c.value, c.value, c.want, err)
			}
			continue
		}
		if got := dest.Elem().Interface(); err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%T %v into %T: %v, %v", c.value, c.value, c.want, got, err)
		}
	}
	if err := assignAll(nil, []driver.Value{int64(1)}); !errors.Is(err, errShape) {
		t.Errorf("a column without a variable: %v", err)
	}
}

// A query may be asked again while its own rows are read.
func TestQueryWithinItself(t *testing.T) {
	s, _ := inFile(t)
	l := <-s.writer
	defer func() { s.writer <- l }()
	const upTo = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT i FROM n`
	var seen []int
	err := l.each(upTo, []any{3}, func(outer scan) error {
		var i int
		if err := outer(&i); err != nil {
			return err
		}
		return l.each(upTo, []any{2}, func(inner scan) error {
			var j int
			err := inner(&j)
			seen = append(seen, 10*i+j)
			return err
		})
	})
	ok(t, err)
	if want := []int{11, 12, 21, 22, 31, 32}; !reflect.DeepEqual(seen, want) {
		t.Errorf("saw %v, want %v", seen, want)
	}
}
