//go:build gapic

// cloud.google.com/go/ai/generativelanguage, the generated client, unmodified, over REST. Another training runs and one waits. Prints one line per call that went well.
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	api "cloud.google.com/go/ai/generativelanguage/apiv1beta"
	"cloud.google.com/go/ai/generativelanguage/apiv1beta/generativelanguagepb"
	lro "cloud.google.com/go/longrunning/autogen/longrunningpb"
	"google.golang.org/api/iterator"
	"google.golang.org/api/option"
)

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func main() {
	ctx := context.Background()
	ready := os.Getenv("PITCHPIPE_READY")
	waits := os.Getenv("PITCHPIPE_WAITS")
	options := []option.ClientOption{option.WithEndpoint(os.Getenv("PITCHPIPE_URL")), option.WithAPIKey(os.Getenv("PITCHPIPE_KEY"))}
	models, err := api.NewModelRESTClient(ctx, options...)
	check(err)
	base, err := models.GetModel(ctx, &generativelanguagepb.GetModelRequest{Name: "models/pitchpipe-demo"})
	check(err)
	fmt.Println("ok GetModel", base.Name)
	count := 0
	for all := models.ListTunedModels(ctx, &generativelanguagepb.ListTunedModelsRequest{PageSize: 1}); ; count++ {
		_, err := all.Next()
		if err == iterator.Done {
			break
		}
		check(err)
	}
	fmt.Println("ok ListTunedModels, by pages of one", count)
	waiting, err := models.GetTunedModel(ctx, &generativelanguagepb.GetTunedModelRequest{Name: waits})
	check(err)
	fmt.Println("ok GetTunedModel of one that waits", waiting.State)
	operation, err := models.GetOperation(ctx, &lro.GetOperationRequest{Name: os.Getenv("PITCHPIPE_WAITS_OPERATION")})
	check(err)
	fmt.Println("ok GetOperation of one that waits", operation.Done)
	prompts, err := api.NewGenerativeRESTClient(ctx, options...)
	check(err)
	request := &generativelanguagepb.GenerateContentRequest{
		Model:    ready,
		Contents: []*generativelanguagepb.Content{{Role: "user", Parts: []*generativelanguagepb.Part{{Data: &generativelanguagepb.Part_Text{Text: "5"}}}}},
	}
	answer, err := prompts.GenerateContent(ctx, request)
	check(err)
	fmt.Println("ok GenerateContent", len(answer.Candidates))
	stream, err := prompts.StreamGenerateContent(ctx, request)
	check(err)
	_, err = stream.Recv()
	check(err)
	fmt.Println("ok StreamGenerateContent")
	tokens, err := prompts.CountTokens(ctx, &generativelanguagepb.CountTokensRequest{Model: "models/pitchpipe-demo", Contents: request.Contents})
	check(err)
	fmt.Println("ok CountTokens", tokens.TotalTokens)
}
