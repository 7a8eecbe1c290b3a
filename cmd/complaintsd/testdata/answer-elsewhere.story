# An app that nobody has listed writes for the parent, from an address that nobody reads: no letter goes there, because it
# would keep no promise. The address to answer to is not believed, and the registrar takes it over with one link.
no digests
on 2026-11-02 12:00
a machine sends
  From: Ouderapp <no-reply@app.example>
  Reply-To: ouder@post.example
  To: klachten@kluppluz.example
  Message-ID: <app1@app.example>
  Subject: Klacht

  Het hek stond open.
expect new-case to kwaliteit
  antwoord op een ander adres: ouder@post.example
  kwam van een adres dat niemand leest: no-reply@app.example
  e-mail%3A%20ouder%40post.example
case KLP-2026-0001 is new

# An address that is read, and another one to answer to: the receipt goes to who wrote.
on 2026-11-02 12:30
a machine sends
  From: info@site.example
  Reply-To: ouder2@post.example
  To: klachten@kluppluz.example
  Message-ID: <app3@app.example>
  Subject: De poort

  De poort klemt.
expect receipt to info@site.example
expect new-case to kwaliteit
  Onze brieven gaan daar niet naartoe

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
