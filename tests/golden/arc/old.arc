filedesc://a.arc 0.0.0.0 20090101000000 text/plain 68
1 0 made up
URL IP-address Archive-date Content-type Archive-length

http://maker.example/p0 192.0.2.1 20090101000000 text/html 131
HTTP/1.1 200 OK
Content-Type: text/html; charset=gbk

<html><body><p>The Zorvexa Q7 estimates age from a face.</p></body></html>
