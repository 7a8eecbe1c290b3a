# An app that nobody has listed writes for the parent: the address to answer to is the parent's. It is not believed, and
# the registrar reads it.
no digests
on 2026-11-02 12:00
a machine sends
  From: Ouderapp <no-reply@app.example>
  Reply-To: ouder@post.example
  To: klachten@kluppluz.example
  Message-ID: <app1@app.example>
  Subject: Klacht

  Het hek stond open.
expect receipt to no-reply@app.example
expect new-case to kwaliteit
  antwoord op een ander adres: ouder@post.example
case KLP-2026-0001 is new

# Who asks for an answer to his own address, or to ours, is like anybody.
on 2026-11-02 13:00
a machine sends
  From: ander@post.example
  Reply-To: Ander <ANDER@post.example>
  To: klachten@kluppluz.example
  Message-ID: <app2@app.example>
  Subject: De bel

  De bel doet het niet.
expect receipt to ander@post.example
expect new-case to kwaliteit
  without een ander adres
