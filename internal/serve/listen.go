package serve

import (
	"errors"
	"fmt"
	"net"
	"os/exec"
	"runtime"
	"strconv"
	"syscall"
)

// The ports that are tried, in order, when none was asked for.
const (
	DefaultPort = 4400
	lastPort    = 4419
)

// listen opens the port. One that was asked for is never replaced by another.
func listen(bind string, port int, given bool) (net.Listener, error) {
	if given {
		l, err := net.Listen("tcp", net.JoinHostPort(bind, strconv.Itoa(port)))
		if errors.Is(err, syscall.EADDRINUSE) {
			return nil, fmt.Errorf("port %d is in use; choose another with --port, or leave --port out: %w", port, err)
		}
		return l, err
	}
	for port := DefaultPort; ; port++ {
		l, err := net.Listen("tcp", net.JoinHostPort(bind, strconv.Itoa(port)))
		if errors.Is(err, syscall.EADDRINUSE) {
			if port < lastPort {
				continue
			}
			return nil, fmt.Errorf("ports %d to %d are all in use; choose one with --port: %w", DefaultPort, lastPort, err)
		}
		return l, err
	}
}

// isLoopback reports whether an address can be reached from this machine only.
func isLoopback(bind string) bool {
	if bind == "localhost" {
		return true
	}
	ip := net.ParseIP(bind)
	return ip != nil && ip.IsLoopback()
}

// openBrowser shows an address in the writer's browser. It is the only program
// the preview ever starts, and only when asked with --open.
func openBrowser(address string) error {
	switch runtime.GOOS {
	case "darwin":
		return exec.Command("open", address).Start()
	case "windows":
		return exec.Command("rundll32", "url.dll,FileProtocolHandler", address).Start()
	}
	return exec.Command("xdg-open", address).Start()
}
