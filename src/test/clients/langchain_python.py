"""langchain-google-genai (PyPI), unmodified: both of its classes. Prints one line per call that went well."""
import os

from langchain_google_genai import ChatGoogleGenerativeAI, GoogleGenerativeAI

READY = os.environ["PITCHPIPE_READY"]
ASK = dict(model=READY, google_api_key=os.environ["PITCHPIPE_KEY"], temperature=0, max_output_tokens=8, base_url=os.environ["PITCHPIPE_URL"])


def said(what, value=""):
    print("ok", what, value, flush=True)


chat = ChatGoogleGenerativeAI(**ASK)
said("ChatGoogleGenerativeAI.invoke", repr(chat.invoke("5").content))
said("ChatGoogleGenerativeAI.stream", repr("".join(str(chunk.content) for chunk in chat.stream("5"))))
said(
    "ChatGoogleGenerativeAI.invoke of a chat",
    repr(chat.invoke([("system", "Count."), ("human", "5"), ("ai", "6"), ("human", "7")]).content),
)
text = GoogleGenerativeAI(**ASK)
said("GoogleGenerativeAI.invoke", repr(text.invoke("5")))
said("GoogleGenerativeAI.stream", repr("".join(text.stream("5"))))
