import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** langchain4j-google-ai-gemini (Maven), unmodified. Prints one line per call that went well. */
class Langchain4j {

    public static void main(String[] arguments) throws Exception {
        var url = System.getenv("PITCHPIPE_URL") + "/v1beta";
        var key = System.getenv("PITCHPIPE_KEY");
        var ready = System.getenv("PITCHPIPE_READY");
        var model = GoogleAiGeminiChatModel.builder()
                .baseUrl(url)
                .apiKey(key)
                .modelName(ready)
                .temperature(0.0)
                .maxOutputTokens(8)
                .maxRetries(0)
                .build();
        System.out.println("ok chat " + model.chat("5"));
        System.out.println("ok chat of several turns "
                + model.chat(List.of(
                                SystemMessage.from("Count."),
                                UserMessage.from("5"),
                                AiMessage.from("6"),
                                UserMessage.from("7")))
                        .aiMessage()
                        .text());
        var streaming = GoogleAiGeminiStreamingChatModel.builder()
                .baseUrl(url)
                .apiKey(key)
                .modelName(ready)
                .temperature(0.0)
                .maxOutputTokens(8)
                .build();
        var whole = new CompletableFuture<String>();
        streaming.chat("5", new StreamingChatResponseHandler() {
            @Override
            public void onCompleteResponse(ChatResponse response) {
                whole.complete(response.aiMessage().text());
            }

            @Override
            public void onError(Throwable error) {
                whole.completeExceptionally(error);
            }
        });
        System.out.println("ok chat, streamed " + whole.get());
    }
}
