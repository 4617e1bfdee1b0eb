"""One colleague: signs in, says ready, takes calls, pauses now and then, and comes back after every mishap."""

import asyncio
import contextlib
import random
from collections.abc import Callable
from datetime import timedelta

from lxml.html import HtmlElement

from tools.colleagues.answers import Citizen, fitting
from tools.colleagues.browser import Browser
from tools.colleagues.clock import today
from tools.colleagues.conversation import Conversation
from tools.colleagues.live import Live
from tools.colleagues.pages import Disposition, Form, Script, Stage, dispositions
from tools.colleagues.tally import Tally
from tools.colleagues.trouble import MovedOn, SignedOut, Trouble

DESK = "/desk/"
UNDISTURBED = 60.0
"""Seconds without any news after which somebody would look whether the page is still right."""
HEARTBEAT = 15.0
LONGEST_WAIT = 30.0
LEAVING = 0.7
"""Seconds for signing off when the program is told to stop."""
IDLE = (20.0, 30.0)
"""Seconds without a call after which a colleague stretches: whoever has been ready longest is offered the next one."""
PAUSES_AFTER, RAISES_HAND = 0.04, 0.06
"""How often: of all wrap-ups, of all conversations."""


class Colleague:
    """Steps from what the desk shows to what it shows next; the server alone knows where things stand."""

    def __init__(
        self,
        url: str,
        login: dict[str, str],
        *,
        pace: float,
        die: random.Random,
        tally: Tally,
        whom: Callable[[random.Random], Citizen] = Citizen.drawn,
    ) -> None:
        self.login, self.pace, self.die, self.tally = login, pace, die, tally
        self.whom = whom
        self.browser = Browser(url)
        self.live = Live(self.browser, tally.fault)
        self.talk: Conversation | None = None
        self.stage: Stage | None = None
        self.tried: set[str] = set()
        self.has_hand_up = False
        self.goes_home = False
        self.is_stretching = False

    async def work(self) -> None:
        """Until `goes_home` is set and the call under way is wrapped up; a cancellation signs off at once."""
        failures = 0
        try:
            while not await self.day_at_desk():
                failures = 0 if self.stage else failures + 1
                self.stage = None
                await asyncio.sleep(self.die.uniform(0.5, 1) * min(LONGEST_WAIT, 2**failures))
        except asyncio.CancelledError:
            with contextlib.suppress(Exception):
                async with asyncio.timeout(LEAVING):
                    await self.sign_off()
            raise
        finally:
            await self.browser.close()

    async def day_at_desk(self) -> bool:
        """Sit down and work; True once the colleague has gone home, False when something threw them out."""
        chores: list[asyncio.Task[None]] = []
        try:
            page = await self.sit_down()
            chores = [asyncio.create_task(self.live.listen()), asyncio.create_task(self.stay_alive())]
            self.show(page)
            while not (self.goes_home and self.stage and self.stage.name == "waiting"):
                await self.step()
            await self.sign_off()
            return True
        except (Trouble, SignedOut) as error:
            self.tally.fault(str(error))
            if isinstance(error, SignedOut):
                self.browser.client.cookies.clear()
            return False
        finally:
            for chore in chores:
                chore.cancel()
            await asyncio.gather(*chores, return_exceptions=True)

    async def sit_down(self) -> HtmlElement:
        """The desk. The session of before is good enough, if there is one."""
        if not self.browser.cookies:
            await self.browser.sign_in(self.login["username"], self.login["password"])
        self.live.is_signed_out = False
        return await self.browser.open(DESK)

    async def stay_alive(self) -> None:
        """What the page does every fifteen seconds."""
        while True:
            await asyncio.sleep(HEARTBEAT)
            try:
                await self.browser.click(f"{DESK}alive/")
            except (Trouble, SignedOut, MovedOn) as error:
                self.tally.fault(str(error))

    async def step(self) -> None:
        """Look if there is news; else do the next small thing that the stage asks for."""
        if self.live.is_signed_out:
            raise SignedOut("the socket was closed")
        try:
            if self.live.stage_news.is_set() or self.stage is None:
                await self.look()
            if self.stage:
                await getattr(self, f"at_{self.stage.name}")(self.stage)
        except MovedOn:
            self.tally["overtaken"] += 1
            self.stage = None
            await self.think(1, 3)

    async def look(self) -> None:
        """Fetch the stage, if it is not the one on show."""
        self.live.stage_news.clear()
        address = self.stage.address if self.stage else f"{DESK}stage/?shown="
        self.show(await self.browser.fetch(address))

    def show(self, root: HtmlElement | None) -> None:
        """A stage has arrived, or nothing new."""
        drawn = Stage.read(root) if root is not None else None
        if drawn is None:
            return
        if self.stage is None or drawn.address != self.stage.address:
            self.tried.clear()
        self.stage = drawn

    async def think(self, shortest: float, longest: float) -> bool:
        """A human pause (seconds at human pace); False when news of the stage has cut it short."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self.die.uniform(shortest, longest) * self.pace):
                await self.live.stage_news.wait()
        return not self.live.stage_news.is_set()

    async def at_waiting(self, stage: Stage) -> None:
        """Ready: wait for the tone. Else say ready, after a break if it is one."""
        if stage.state == "ready":
            await self.wait_for_the_tone()
            return
        button = Form.to(stage.root, "/ready/")
        shortest, longest = (15, 45) if stage.state == "paused" and not self.is_stretching else (1, 3)
        if await self.think(shortest, longest) and button:
            self.is_stretching = False
            self.show(await self.browser.click(button.address))

    async def wait_for_the_tone(self) -> None:
        """Whoever has waited longest is offered the next call, and people come first: stretch after a while."""
        if await self.think(*IDLE):
            self.is_stretching = True
            bar = await self.browser.fetch(f"{DESK}status/")
            pause = Form.to(bar, "/pause/") if bar is not None else None
            if pause:
                self.show(await self.browser.click(pause.address, pause.fields))
        else:
            self.live.stage_news.set()

    async def at_offer(self, stage: Stage) -> None:
        """Accept, or give it back at the end of the shift."""
        answer = Form.to(stage.root, "/decline/" if self.goes_home else "/accept/")
        if await self.think(1, 4) and answer:
            self.show(await self.browser.click(answer.address, answer.fields))
            self.tally["taken"] += not self.goes_home

    async def at_conversation(self, stage: Stage) -> None:
        """One small step along the call."""
        if self.talk is None or self.talk.address != stage.address:
            citizen = self.whom(self.die)
            self.talk = Conversation(stage, self.browser, self.live, self.tally, self.die, citizen)
            await self.talk.look_at_phone()
            if self.die.random() < RAISES_HAND:
                await self.show_hand(up=True)
        if self.live.line_news.is_set():
            await self.talk.look_at_phone()
        if self.talk.is_ringing and not self.talk.rings_too_long:
            await self.wait_for_line()
        elif self.talk.rings_too_long:
            await self.talk.hang_up()
            await self.think(5, 5)
        elif self.talk.phone and self.talk.phone.is_over:
            await self.think(2, 2)
            self.live.stage_news.set()
        elif await self.think(1, 4):
            await self.talk.say_next()

    async def wait_for_line(self) -> None:
        """Until the line or the stage has news, or it is time to look anyway."""
        waits = [asyncio.ensure_future(one.wait()) for one in (self.live.line_news, self.live.stage_news)]
        await asyncio.wait(waits, timeout=UNDISTURBED / 2, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
        self.live.line_news.set()

    async def at_wrap_up(self, stage: Stage) -> None:
        """Say how it ended; what is refused is not said twice."""
        if self.has_hand_up:
            await self.show_hand(up=False)
        form, chosen = Form.to(stage.root, "/wrap-up/"), self.choose(stage)
        if not (form and chosen and await self.think(2, 8)):
            return
        self.tried.add(chosen.code)
        self.show(await self.browser.click(form.address, self.wrapped(stage, chosen)))
        if self.stage is not stage:
            self.count(chosen)

    def choose(self, stage: Stage) -> Disposition | None:
        """The disposition that fits best and has not been refused."""
        script = Script.read(stage.root)
        ranked = fitting(
            dispositions(stage.root),
            self.talk.citizen if self.talk else Citizen(),
            was_answered=self.talk.was_answered if self.talk else True,
            is_complete=bool(script and script.is_complete),
        )
        if ranked and all(one.code in self.tried for one in ranked):
            self.tally.fault("no disposition is accepted")
            self.tried.clear()
        return next((one for one in ranked if one.code not in self.tried), None)

    def wrapped(self, stage: Stage, chosen: Disposition) -> dict[str, str]:
        """The form as it is sent."""
        fields = {"disposition": chosen.code}
        if chosen.step == "call_back":
            fields |= {
                "call_back_on": (today() + timedelta(days=1)).isoformat(),
                "call_back_time": "14:30",
            }
        if self.die.random() < PAUSES_AFTER:
            reasons = stage.root.xpath(".//select[@name='pause_reason']/option/@value")
            fields |= {"pause_after": "on", "pause_reason": reasons[0]} if reasons else {}
        return fields

    def count(self, chosen: Disposition) -> None:
        """What this call has brought."""
        if chosen.step == "close" and self.talk:
            self.tally["completed"] += 1
            self.tally["contacts named"] += self.talk.named
        self.talk = None

    async def show_hand(self, *, up: bool) -> None:
        """Raise or lower it; the supervisor may have lowered it in the meantime."""
        self.has_hand_up = up
        bar = await self.browser.fetch(f"{DESK}status/")
        button = Form.to(bar, "/hand/raise/" if up else "/hand/lower/") if bar is not None else None
        if button:
            await self.browser.click(button.address)

    async def sign_off(self) -> None:
        """The end of the shift, if the desk offers it now: nobody leaves a conversation."""
        if self.stage and self.stage.name == "waiting" and self.stage.state != "offline":
            with contextlib.suppress(MovedOn):
                await self.browser.click(f"{DESK}sign-off/")
