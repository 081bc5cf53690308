//go:build unix

package publish_test

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sys/unix"

	"dossier/internal/publish"
)

// childVar tells the test binary to be the process that is killed, or that
// meets a full disk.
const childVar = "DOSSIER_PUBLISH_CHILD"

var kills = flag.Int("kills", 40, "moments at which TestKilled kills each process")

func TestMain(m *testing.M) {
	switch os.Getenv(childVar) {
	case "exchange":
		publishForEver(publish.Options{})
	case "journal":
		publishForEver(publish.WithoutExchange(publish.Options{}))
	case "full":
		publishOnFullDisk()
	case "umask":
		publishWithUmask()
	default:
		os.Exit(m.Run())
	}
}

// twoSites share half of their files.
func twoSites() [2]map[string]string {
	sites := [2]map[string]string{{}, {}}
	for i := range 60 {
		for j := range sites {
			path, text := fmt.Sprintf("page-%d/index.html", i), strings.Repeat(fmt.Sprint(i), 2000)
			if i%2 == 0 {
				text += fmt.Sprintf(" of site %d", j)
			}
			if i%5 == 0 {
				path = fmt.Sprintf("only-%d-%d/index.html", j, i)
			}
			sites[j][path] = text
		}
	}
	return sites
}

func publishForEver(opt publish.Options) {
	for i := 0; ; i++ {
		staged, err := publish.Write(context.Background(), siteOf(twoSites()[i%2]), os.Args[1], opt)
		if err == nil {
			err = staged.Commit()
		}
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		if i == 0 {
			fmt.Println("ready")
		}
	}
}

func child(t *testing.T, role, dir string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0], dir)
	cmd.Env = append(os.Environ(), childVar+"="+role)
	return cmd
}

// A process that publishes two sites in turn is killed at random moments. The
// folder must hold one of them, and the next process must clear up.
func TestKilled(t *testing.T) {
	rounds := *kills
	if testing.Short() {
		rounds = 5
	}
	for _, role := range []string{"exchange", "journal"} {
		t.Run(role, func(t *testing.T) {
			sites := twoSites()
			dir := filepath.Join(t.TempDir(), "public")
			opt := publish.Options{Wait: -1} // the lock of a dead process is free
			if role == "journal" {
				opt = publish.WithoutExchange(opt)
			}
			for range rounds {
				killAtRandom(t, role, dir)
				got := read(t, dir)
				absent := got == nil && role == "journal"
				if !absent && !cmp.Equal(got, withManifest(sites[0])) && !cmp.Equal(got, withManifest(sites[1])) {
					t.Fatalf("the folder holds neither site: %d files", len(got))
				}
				staged, err := publish.Write(t.Context(), siteOf(sites[0]), dir, opt)
				if err != nil {
					t.Fatal(err)
				}
				if got := read(t, dir); got == nil {
					t.Fatal("the site is still absent after the next process cleared up")
				}
				if err := staged.Commit(); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(withManifest(sites[0]), read(t, dir)); diff != "" {
					t.Fatalf("the next site (-want +got):\n%s", diff)
				}
				if diff := cmp.Diff([]string{"public"}, beside(t, dir)); diff != "" {
					t.Fatalf("beside the folder (-want +got):\n%s", diff)
				}
			}
		})
	}
}

func killAtRandom(t *testing.T, role, dir string) {
	t.Helper()
	cmd := child(t, role, dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || line != "ready\n" {
		t.Fatalf("child says %q: %v", line, err)
	}
	<-time.After(rand.N(20 * time.Millisecond)) // the moment is the point, not a wait for something
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err == nil {
		t.Fatal("the child ended by itself")
	}
}

// publishOnFullDisk makes every file beyond a small size fail, which is as near
// to a full disk as a process without privileges can come.
func publishOnFullDisk() {
	signal.Ignore(unix.SIGXFSZ)
	limit := unix.Rlimit{Cur: 3000, Max: 3000}
	if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &limit); err != nil {
		fmt.Println("no limit:", err)
		os.Exit(1)
	}
	_, err := publish.Write(context.Background(), siteOf(twoSites()[1]), os.Args[1], publish.Options{})
	fmt.Println(errors.Is(err, unix.EFBIG), err)
	os.Exit(0)
}

func TestFullDisk(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	write(t, dir, twoPages, publish.Options{})
	out, err := child(t, "full", dir).CombinedOutput()
	if err != nil || !strings.HasPrefix(string(out), "true ") {
		t.Fatalf("%v: %s", err, out)
	}
	if diff := cmp.Diff(withManifest(twoPages), read(t, dir)); diff != "" {
		t.Errorf("old site (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"public"}, beside(t, dir)); diff != "" {
		t.Errorf("beside the folder (-want +got):\n%s", diff)
	}
}

func publishWithUmask() {
	unix.Umask(0o077)
	staged, err := publish.Write(context.Background(), siteOf(twoSites()[1]), os.Args[1], publish.Options{})
	if err == nil {
		err = staged.Commit()
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

func TestUmask(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	if out, err := child(t, "umask", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for path, want := range map[string]os.FileMode{".": 0o755, "page-1": 0o755, "page-1/index.html": 0o644, publish.ManifestName: 0o644} {
		info, err := os.Stat(filepath.Join(dir, path))
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %v, want %v", path, got, want)
		}
	}
}
