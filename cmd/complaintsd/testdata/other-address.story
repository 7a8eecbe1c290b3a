# Somebody else answers a letter that the mother passed on. It comes to the handler, who reads from which address it
# came; whoever wrote it gets nothing.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Klacht
  Graag hoor ik van u.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Messenmaker] [toewijzen jansen]
expect transcript to kwaliteit
expect new-case to regio
expect new-case to jansen
expect assigned to jansen
on 2026-11-02 10:15
expect confirmation to ouder@post.example
a machine sends
  From: Mr. Vos <vos@advocaat.example>
  To: klachten@kluppluz.example
  Subject: Re: uw brief
  Message-ID: <adv1@advocaat.example>
  Date: Mon, 2 Nov 2026 10:15:00 +0100
  In-Reply-To: <{confirmation to ouder@post.example}>
  
  Stuur mij het dossier.
expect parent-wrote to jansen
  van een ander adres dan dat van de ouder: vos@advocaat.example
  Stuur mij het dossier.
on 2026-11-02 11:00
ouder@post.example answers confirmation:
  Dat was mijn broer.
expect parent-wrote to jansen
  without ander adres

# Now it turns out to be about Joke herself. What she wrote in the last minutes does not leave any more.
jansen answers assigned: [bericht]
  Ik vind dit niet netjes van u.
expect transcript to jansen
kwaliteit answers new-case: [vertrouwelijk jansen]
expect transcript to kwaliteit
on 2026-11-02 11:30
expect nothing
