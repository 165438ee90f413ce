"""`python -m bench.mail_sink PORT`: a mail server that takes every letter and forgets it."""

import asyncio
import sys


async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Talk to one client to its end."""
    writer.write(b"220 sink\r\n")
    while line := await reader.readline():
        word = line[:4].upper()
        if word == b"DATA":
            writer.write(b"354 go on\r\n")
            await reader.readuntil(b"\r\n.\r\n")
            writer.write(b"250 taken\r\n")
        elif word == b"QUIT":
            writer.write(b"221 bye\r\n")
            break
        else:
            writer.write(b"250 sink\r\n")
    writer.close()


async def main(port: int) -> None:
    """Serve until killed."""
    async with await asyncio.start_server(take, "127.0.0.1", port) as server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
