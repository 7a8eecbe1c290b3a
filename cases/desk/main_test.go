package desk_test

import (
	"flag"
	"os"
	"runtime/debug"
	"slices"
	"testing"
)

// TestMain has properties checked a few times only where the race detector is on: it slows the database down some
// twenty times, and looks for something else. The gate runs them in full without it.
func TestMain(m *testing.M) {
	flag.Parse()
	info, ok := debug.ReadBuildInfo()
	if ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"}) {
		if err := flag.Set("rapid.checks", "10"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}
