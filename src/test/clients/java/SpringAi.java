import com.google.genai.Client;
import com.google.genai.types.HttpOptions;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.google.genai.GoogleGenAiChatModel;
import org.springframework.ai.google.genai.GoogleGenAiChatOptions;

/** spring-ai-google-genai (Maven), unmodified, on the com.google.genai client that it brings. Prints one line per call that went well. */
class SpringAi {

    public static void main(String[] arguments) {
        var client = Client.builder()
                .apiKey(System.getenv("PITCHPIPE_KEY"))
                .httpOptions(HttpOptions.builder().baseUrl(System.getenv("PITCHPIPE_URL")).build())
                .build();
        var options = GoogleGenAiChatOptions.builder()
                .model(System.getenv("PITCHPIPE_READY"))
                .temperature(0.0)
                .maxOutputTokens(8)
                .build();
        var model = GoogleGenAiChatModel.builder().genAiClient(client).options(options).build();
        System.out.println("ok call " + model.call("5"));
        System.out.println("ok call of a chat "
                + model.call(new Prompt(List.of(
                                new SystemMessage("Count."),
                                new UserMessage("5"),
                                new AssistantMessage("6"),
                                new UserMessage("7"))))
                        .getResult()
                        .getOutput()
                        .getText());
        System.out.println("ok stream "
                + model.stream("5").collectList().block().stream().collect(Collectors.joining()));
        System.exit(0);
    }
}
