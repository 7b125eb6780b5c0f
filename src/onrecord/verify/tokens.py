"""A time-stamp token (RFC 3161) over a file: whose it is, of when, and whether it holds."""

from __future__ import annotations

from datetime import UTC, datetime

from cryptography import x509
from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

from onrecord.verify.der import in_order


class TokenError(ValueError):
    """A token that proves nothing; the message says why."""


def token_time(response: bytes, data: bytes, roots: bytes, nonce: int | None = None) -> datetime:
    """When the authority saw ``data`` (UTC).

    ``response`` is a whole TimeStampResp in DER, ``roots`` the pinned certificates in PEM. The signature, the
    chain at the time of the token, the purpose of the certificate, the digest and, where given, the nonce
    are checked; ``TokenError`` says which of them fails.
    """
    try:
        certificates = x509.load_pem_x509_certificates(roots)
    except ValueError as error:
        raise TokenError(f"the pinned certificates cannot be read: {error}") from error
    try:
        answer = decode_timestamp_response(in_order(response))
        builder = VerifierBuilder(roots=list(certificates), nonce=nonce)
        builder.build().verify_message(answer, data)
        return answer.tst_info.gen_time.astimezone(UTC)
    except VerificationError as error:
        raise TokenError(str(error)) from error
    except ValueError as error:
        raise TokenError(f"no time-stamp response: {error}") from error
