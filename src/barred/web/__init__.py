"""The door for the network: people and machines ask over HTTP, and get the same answers as everywhere.

`entrance` settles who comes in before a body is read; `asked` is what was asked, `answering` how it is answered, and
`routes` the addresses. A view (`views`) is set as a page (`pages`, with `templates`, `catalogues` and `drawings`) or
given as data. `jobs` are files that take long, and `oidc` lets a provider say who somebody is.
"""
