"""Amounts of money with their currency and tax, exact to the cent."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record

ZERO = Decimal(0)
LARGEST = Decimal(10) ** 12
# ISO 4217 minor units that are not two; everything else has two decimals.
_WITHOUT_DECIMALS = frozenset("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split())  # noqa: SIM905
_WITH_THREE = frozenset("BHD IQD JOD KWD LYD OMR TND".split())  # noqa: SIM905
# ISO 4217 codes in use (list one, without funds and metals).
CURRENCIES = frozenset(
    """AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
    CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL
    HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL
    MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON
    RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH
    UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG""".split()  # noqa: SIM905
)


def check_currency(code: str) -> str:
    """Return the ISO 4217 code in capitals; ``BadValue`` when there is no such currency."""
    wanted = code.strip().upper()
    if wanted not in CURRENCIES:
        near = tuple(sorted(known for known in CURRENCIES if wanted and known[:2] == wanted[:2]))[:5]
        raise BadValue(
            N_("“{code}” is not a currency."),
            hint=N_("Give its three-letter code, such as EUR, RON or USD."),
            near=near,
            code=code,
        )
    return wanted


def minor_unit(currency: str) -> Decimal:
    """Return the smallest amount of ``currency``: ``Decimal("0.01")`` for most."""
    places = 0 if currency in _WITHOUT_DECIMALS else 3 if currency in _WITH_THREE else 2
    return Decimal(1).scaleb(-places)


class Money(Record):
    """An exact amount in one currency. Adding or comparing two currencies raises ``BadValue``."""

    amount: Decimal
    currency: str

    def _check(self) -> None:
        if not self.amount.is_finite() or abs(self.amount) >= LARGEST:
            raise BadValue(N_("{amount} is not an amount of money."), amount=str(self.amount)[:40])

    def _same(self, other: Money) -> None:
        if other.currency != self.currency:
            raise BadValue(
                N_("Amounts in {first} and {second} cannot be added up."),
                hint=N_("Keep one currency in a project."),
                first=self.currency,
                second=other.currency,
            )

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(amount=self.amount + other.amount, currency=self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(amount=self.amount - other.amount, currency=self.currency)

    def times(self, factor: Decimal) -> Money:
        """Return the amount multiplied, not rounded."""
        return Money(amount=self.amount * factor, currency=self.currency)

    def rounded(self) -> Money:
        """Return the amount rounded half up to the currency's smallest unit."""
        return Money(amount=self.amount.quantize(minor_unit(self.currency), ROUND_HALF_UP), currency=self.currency)

    def split(self, parts: int) -> tuple[Money, ...]:
        """Return ``parts`` amounts that differ by at most one smallest unit and add up exactly; larger ones first."""
        unit = minor_unit(self.currency)
        whole = int((self.rounded().amount / unit).to_integral_value())
        base, rest = divmod(whole, parts)
        return tuple(
            Money(amount=(base + (1 if index < rest else 0)) * unit, currency=self.currency) for index in range(parts)
        )

    def share(self, percent: Decimal) -> Money:
        """Return ``percent`` per cent of the amount, rounded to the smallest unit."""
        return self.times(percent / 100).rounded()


def total(amounts: list[Money] | tuple[Money, ...], currency: str) -> Money:
    """Return the sum of ``amounts``, zero in ``currency`` when there are none."""
    result = Money(amount=ZERO, currency=currency)
    for amount in amounts:
        result = result + amount
    return result
