//go:build !linux

package main

import "testing"

// disk is a file system whose power can fail.
type disk struct{ dir string }

func newDisk(t *testing.T, _ string, _ uint64) *disk {
	t.Skip("-crash.power needs the file systems of Linux")
	return nil
}

func (d *disk) cut(*daemonProcess) {}
