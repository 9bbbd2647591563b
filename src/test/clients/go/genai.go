//go:build genai

// google.golang.org/genai, unmodified. Another training runs and one waits. Prints one line per call that went well.
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"google.golang.org/genai"
)

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func main() {
	ctx := context.Background()
	ready := os.Getenv("PITCHPIPE_READY")
	client, err := genai.NewClient(ctx, &genai.ClientConfig{
		APIKey:      os.Getenv("PITCHPIPE_KEY"),
		Backend:     genai.BackendGeminiAPI,
		HTTPOptions: genai.HTTPOptions{BaseURL: os.Getenv("PITCHPIPE_URL")},
	})
	check(err)
	base, err := client.Models.Get(ctx, "models/pitchpipe-demo", nil)
	check(err)
	fmt.Println("ok Models.Get", base.Name)
	count := 0
	for model, err := range client.Models.All(ctx) {
		check(err)
		if model.Name != "" {
			count++
		}
	}
	fmt.Println("ok Models.All", count)
	zero := float32(0)
	config := &genai.GenerateContentConfig{Temperature: &zero, MaxOutputTokens: 8}
	answer, err := client.Models.GenerateContent(ctx, ready, genai.Text("5"), config)
	check(err)
	fmt.Printf("ok Models.GenerateContent %q\n", answer.Text())
	streamed := ""
	for chunk, err := range client.Models.GenerateContentStream(ctx, ready, genai.Text("5"), config) {
		check(err)
		streamed += chunk.Text()
	}
	fmt.Printf("ok Models.GenerateContentStream %q\n", streamed)
	config.SystemInstruction = genai.NewContentFromText("Count.", genai.RoleUser)
	chat, err := client.Chats.Create(ctx, ready, config, nil)
	check(err)
	_, err = chat.SendMessage(ctx, genai.Part{Text: "5"})
	check(err)
	answer, err = chat.SendMessage(ctx, genai.Part{Text: "6"})
	check(err)
	fmt.Printf("ok Chats.SendMessage, a second turn %q\n", answer.Text())
	tokens, err := client.Models.CountTokens(ctx, "models/pitchpipe-demo", genai.Text("hello"), nil)
	check(err)
	fmt.Println("ok Models.CountTokens", tokens.TotalTokens)
}
