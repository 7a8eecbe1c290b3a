package sqlite

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"reflect"
)

// errShape says that a column does not hold what the program expects there.
var errShape = errors.New("a value has not the expected type")

func assignAll(dest []any, row []driver.Value) error {
	if len(dest) != len(row) {
		return fmt.Errorf("%d columns for %d values: %w", len(row), len(dest), errShape)
	}
	for i, v := range row {
		if err := assign(dest[i], v); err != nil {
			return fmt.Errorf("column %d: %w", i+1, err)
		}
	}
	return nil
}

// assign puts a column into a variable. It takes what the STRICT tables of this package can hold: whole numbers,
// text and bytes. NULL fits bytes and pointers, as nil.
func assign(dest any, v driver.Value) error {
	switch d := dest.(type) {
	case *any:
		*d = v
		return nil
	case *[]byte:
		return assignBytes(d, v)
	case *string:
		if text, ok := v.(string); ok {
			*d = text
			return nil
		}
	case *int64:
		if n, ok := v.(int64); ok {
			*d = n
			return nil
		}
	}
	return assignNamed(reflect.ValueOf(dest).Elem(), v)
}

func assignBytes(dest *[]byte, v driver.Value) error {
	switch v := v.(type) {
	case nil:
		*dest = nil
	case []byte:
		*dest = v
	case string:
		*dest = []byte(v)
	default:
		return mismatch(v, "bytes")
	}
	return nil
}

// assignNamed is for every other type with a number, a text or a truth behind its name.
func assignNamed(dest reflect.Value, v driver.Value) error {
	if dest.Kind() == reflect.Pointer {
		return assignNullable(dest, v)
	}
	switch v := v.(type) {
	case string:
		if dest.Kind() == reflect.String {
			dest.SetString(v)
			return nil
		}
	case []byte:
		if dest.Kind() == reflect.String {
			dest.SetString(string(v))
			return nil
		}
	case int64:
		switch {
		case dest.CanInt() && !dest.OverflowInt(v):
			dest.SetInt(v)
			return nil
		case dest.CanUint() && v >= 0 && !dest.OverflowUint(uint64(v)):
			dest.SetUint(uint64(v))
			return nil
		case dest.Kind() == reflect.Bool && v>>1 == 0:
			dest.SetBool(v == 1)
			return nil
		}
	}
	return mismatch(v, dest.Type().String())
}

func assignNullable(dest reflect.Value, v driver.Value) error {
	if v == nil {
		dest.SetZero()
		return nil
	}
	dest.Set(reflect.New(dest.Type().Elem()))
	return assignNamed(dest.Elem(), v)
}

func mismatch(v driver.Value, want string) error {
	return fmt.Errorf("%T for %s: %w", v, want, errShape)
}
