package dovecottest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"os/user"
	"strconv"
	"strings"
	"text/template"
	"time"
)

// nobody owns the mail when the test runs as root: Dovecot opens no mail as root.
const nobody = 65534

var config = template.Must(template.New("dovecot.conf").Parse(`
protocols = imap
listen = {{.Host}}
base_dir = {{.Dir}}/run
state_dir = {{.Dir}}/state
log_path = {{.Dir}}/log
ssl = yes
ssl_cert = <{{.Dir}}/cert.pem
ssl_key = <{{.Dir}}/key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
default_internal_user = {{.Internal}}
default_internal_group = {{.Group}}
default_login_user = {{.Login}}
first_valid_uid = 1
first_valid_gid = 0
mail_location = maildir:~/Maildir
mail_max_userip_connections = 100
mailbox_list_index = no
passdb {
  driver = static
  args = password={{.Password}}
}
userdb {
  driver = static
  args = uid={{.UID}} gid={{.GID}} home={{.Dir}}/home/%u
}
namespace inbox {
  inbox = yes
}
service imap-login {
  chroot =
  process_min_avail = 1
  service_count = 0
  inet_listener imap {
    port = {{.Port}}
  }
  inet_listener imaps {
    port = {{.TLSPort}}
  }
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
{{range .Settings}}{{.}}
{{end}}`))

func (s *Server) writeConfig() {
	s.tb.Helper()
	me, group := account()
	internal, login := me, me
	if os.Getuid() == 0 {
		internal, group, login = "dovecot", "dovecot", "dovenull"
	}
	var text strings.Builder
	err := config.Execute(&text, map[string]any{
		"Host": s.Host, "Port": s.Port, "TLSPort": s.TLSPort, "Password": s.Password, "Settings": s.settings,
		"Dir": s.dir, "Internal": internal, "Group": group, "Login": login, "UID": owner(os.Getuid()), "GID": owner(os.Getgid()),
	})
	if err != nil {
		s.tb.Fatalf("write dovecot's configuration: %v", err)
	}
	if err := os.MkdirAll(s.path("home"), 0o755); err != nil {
		s.tb.Fatalf("make home folders: %v", err)
	}
	// Dovecot's processes, under other accounts, pass through here.
	for _, folder := range []string{s.path(), s.path("home")} {
		if err := os.Chmod(folder, 0o755); err != nil {
			s.tb.Fatalf("open the folder: %v", err)
		}
	}
	s.own(s.path("home"))
	s.write("dovecot.conf", []byte(text.String()))
}

// account gives the names of the account and group that the test runs under.
func account() (name, group string) {
	name, group = strconv.Itoa(os.Getuid()), strconv.Itoa(os.Getgid())
	if u, err := user.Current(); err == nil {
		name = u.Username
	}
	if g, err := user.LookupGroupId(group); err == nil {
		group = g.Name
	}
	return name, group
}

func owner(id int) int {
	if os.Getuid() == 0 {
		return nobody
	}
	return id
}

// own gives a file or folder to the account that reads mail.
func (s *Server) own(path string) {
	s.tb.Helper()
	if err := os.Chown(path, owner(os.Getuid()), owner(os.Getgid())); err != nil {
		s.tb.Fatalf("give mail to its owner: %v", err)
	}
}

func (s *Server) write(name string, content []byte) {
	s.tb.Helper()
	if err := os.WriteFile(s.path(name), content, 0o600); err != nil {
		s.tb.Fatalf("write %s: %v", name, err)
	}
}

// writeCertificate makes a certificate that signs itself, and the pool that trusts it.
func (s *Server) writeCertificate() *x509.CertPool {
	s.tb.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		s.tb.Fatalf("make a key: %v", err)
	}
	plan := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		NotBefore:    time.Unix(0, 0),
		NotAfter:     time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC),
		IPAddresses:  []net.IP{net.ParseIP(s.Host)},
		IsCA:         true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, plan, plan, key.Public(), key)
	if err != nil {
		s.tb.Fatalf("make a certificate: %v", err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		s.tb.Fatalf("write the key: %v", err)
	}
	cert := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	s.write("cert.pem", cert)
	s.write("key.pem", pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret}))
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(cert)
	return pool
}
